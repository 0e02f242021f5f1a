package net.leasequery.streams.members;

import java.util.concurrent.atomic.LongAdder;
import net.leasequery.streams.records.UnreadableRecordException;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts records that could not be read and are skipped. Safe for several threads. */
public final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);
    private static final long BETWEEN_LINES_NANOS = 10_000_000_000L;

    private final LongAdder count = new LongAdder();
    private long lastLineNanos = System.nanoTime() - BETWEEN_LINES_NANOS;

    /** Counts a record, and logs at most one line in ten seconds. */
    void add(RecordMetadata where, UnreadableRecordException why) {
        count.increment();
        if (isDue()) {
            LOG.warn(
                    "The record at offset {} of {}-{} cannot be read: {}. It is skipped, and the view of its server"
                            + " counts as incomplete until its next snapshot. Check key.converter and value.converter,"
                            + " then send the connector a signal of type snapshot: it writes all bindings again.",
                    where.offset(),
                    where.topic(),
                    where.partition(),
                    why.getMessage());
        }
    }

    private synchronized boolean isDue() {
        long now = System.nanoTime();
        if (now - lastLineNanos < BETWEEN_LINES_NANOS) {
            return false;
        }
        lastLineNanos = now;
        return true;
    }

    /** Returns the number of unreadable records since the start of this process. */
    public long count() {
        return count.sum();
    }
}
