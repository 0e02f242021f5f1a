package net.leasequery.quickstart.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a log file, for error messages: at most {@value #MAX_BYTES} bytes are read. */
public final class LogTail {
    private static final int MAX_BYTES = 6_000;

    private LogTail() {}

    /** Returns the last whole lines of the file, or a remark if there are none. */
    public static String of(Path file) {
        if (!Files.exists(file)) {
            return "(" + file + " was not written)";
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, open.length() - MAX_BYTES);
            byte[] bytes = new byte[(int) (open.length() - start)];
            open.seek(start);
            open.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return file + ":\n" + (start == 0 ? text : text.substring(text.indexOf('\n') + 1));
        } catch (IOException unreadable) {
            return "(" + file + " cannot be read: " + unreadable.getMessage() + ")";
        }
    }
}
