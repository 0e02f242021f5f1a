package net.leasequery.simulator.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest queries received, in memory and, optionally, in a file of JSON lines that is flushed after each line.
 * Any thread may call it.
 */
final class QueryLog implements AutoCloseable {

    private static final int KEPT_IN_MEMORY = 10_000;

    private final Deque<ReceivedQuery> latest = new ArrayDeque<>();
    private final @Nullable Writer file;

    /**
     * Creates a log; the file is appended to.
     *
     * @param file null for memory only
     * @throws UncheckedIOException if the file cannot be opened
     */
    QueryLog(@Nullable Path file) {
        try {
            this.file = file == null
                    ? null
                    : Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the query log " + file, e);
        }
    }

    synchronized void add(ReceivedQuery query) {
        if (latest.size() == KEPT_IN_MEMORY) {
            latest.removeFirst();
        }
        latest.addLast(query);
        if (file != null) {
            try {
                file.write(query.toJson() + "\n");
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the query log", e);
            }
        }
    }

    /** The latest ten thousand, oldest first. */
    synchronized List<ReceivedQuery> latest() {
        return new ArrayList<>(latest);
    }

    @Override
    public synchronized void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the query log", e);
        }
    }
}
