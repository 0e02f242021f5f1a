package net.leasequery.streams.members;

import java.util.concurrent.atomic.LongAdder;
import net.leasequery.streams.records.UnreadableRecordException;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that could not be read. They are counted and passed over. Safe for several threads. */
public final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);
    private static final long BETWEEN_LINES_NANOS = 10_000_000_000L;

    private final LongAdder count = new LongAdder();
    private long lastLineNanos = System.nanoTime() - BETWEEN_LINES_NANOS;

    /** Counts one, and says so now and then. */
    void add(RecordMetadata where, UnreadableRecordException why) {
        count.increment();
        if (isDue()) {
            LOG.warn(
                    "The record at offset {} of {}-{} cannot be read: {}. It is skipped, and the view of its server"
                            + " counts as incomplete until its next snapshot. Check key.converter and value.converter.",
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

    /** How many there were since the start of this process. */
    public long count() {
        return count.sum();
    }
}
