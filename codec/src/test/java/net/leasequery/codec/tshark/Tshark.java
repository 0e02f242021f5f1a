package net.leasequery.codec.tshark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The {@code tshark} of this machine.
 *
 * @param version as it tells it, such as {@code TShark (Wireshark) 4.0.17}
 */
record Tshark(String version) {

    /** Comments on a frame, such as "not allowed here"; empty if all is well. */
    static final String COMPLAINT = "_ws.expert.message";

    /** Set if a dissector ran off the end of a frame. */
    static final String MALFORMED = "_ws.malformed";

    /** The line that Wireshark's packet list shows. */
    static final String SUMMARY = "_ws.col.Info";

    private static final int PATIENCE_SECONDS = 60;

    /** The one on the path, if there is one. */
    static Optional<Tshark> installed() throws IOException, InterruptedException {
        try {
            String firstLine =
                    run(List.of("tshark", "--version")).lines().findFirst().orElse("tshark of an unknown version");
            return Optional.of(new Tshark(firstLine));
        } catch (CannotStartException notThere) {
            return Optional.empty();
        }
    }

    /**
     * Dissects a capture.
     *
     * @param fields names of the fields wanted, beside those named by the constants
     * @return for each frame the text of each field; of several occurrences, all, separated by ";";
     *     a field that does not occur is ""
     */
    List<Map<String, String>> dissect(Path capture, List<String> fields) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(COMPLAINT, MALFORMED, SUMMARY));
        all.addAll(fields);
        List<String> command = new ArrayList<>(List.of(
                "tshark", "-n", "-r", capture.toString(), "-T", "fields", "-E", "separator=/t", "-E", "aggregator=;"));
        for (String field : all) {
            command.add("-e");
            command.add(field);
        }
        List<Map<String, String>> frames = new ArrayList<>();
        for (String line : run(command).split("\n", -1)) {
            if (!line.isEmpty()) {
                frames.add(frame(all, line.split("\t", -1)));
            }
        }
        return frames;
    }

    private static Map<String, String> frame(List<String> fields, String[] texts) {
        Map<String, String> frame = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            frame.put(fields.get(i), texts[i]);
        }
        return frame;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("tshark", ".err");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
        } catch (IOException e) {
            throw new CannotStartException(e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(complaints));
        }
        Files.delete(complaints);
        return output;
    }

    private static final class CannotStartException extends IOException {
        private static final long serialVersionUID = 1L;

        CannotStartException(IOException cause) {
            super(cause);
        }
    }
}
