package net.leasequery.systemtests.simulation;

import java.util.ArrayDeque;

/** What is to happen to a topic while it is read back, one after the other. */
final class ReadBackInterruptions {

    private final ArrayDeque<Interruption> due = new ArrayDeque<>();
    private int attemptsBefore;
    private boolean located;

    /**
     * An interruption.
     *
     * @param attempts to read the topic back that come first, after the interruption before this one
     * @param records that the consumer has read by then; 0 for none, though the end of the topic is known
     */
    private record Interruption(int attempts, int records, Runnable what) {}

    void add(int attempts, int records, Runnable what) {
        due.add(new Interruption(attempts, records, what));
    }

    void clear() {
        due.clear();
    }

    /** An attempt to read the topic back begins: the end of the topic is known. */
    void located() {
        Interruption next = due.peek();
        if (next != null) {
            located = attemptsBefore >= next.attempts;
            attemptsBefore++;
            read(0);
        }
    }

    /** Greatest number of records that a consumer may get next, so that it can be interrupted in time. */
    int most(int read) {
        Interruption next = due.peek();
        return next == null || !located || next.records <= read ? Integer.MAX_VALUE : next.records - read;
    }

    /** A consumer of the topic has read a number of records. */
    void read(int records) {
        Interruption next = due.peek();
        if (next != null && located && next.records == records) {
            due.remove();
            attemptsBefore = 0;
            located = false;
            next.what.run();
        }
    }
}
