package net.leasequery.quickstart.cli;

import java.time.Duration;

/** Running totals as one line: all records, records in the last second or so, addresses, elapsed time. */
final class Counts {
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    private final long begin = System.nanoTime();
    private long windowBegin = begin;
    private long atWindowBegin;
    private double perSecond;

    /** The line for what has been read so far. */
    String line(long records, int addresses) {
        long now = System.nanoTime();
        long window = now - windowBegin;
        if (window >= WINDOW_NANOS) {
            perSecond = (records - atWindowBegin) * 1e9 / window;
            windowBegin = now;
            atWindowBegin = records;
        }
        return "  %,d bindings · %,.0f/s · %,d addresses · %d s"
                .formatted(records, perSecond, addresses, elapsed().toSeconds());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
