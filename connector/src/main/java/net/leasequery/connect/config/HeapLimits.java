package net.leasequery.connect.config;

import org.jspecify.annotations.Nullable;

/**
 * Compares the limits in octets that all tasks of a JVM share with its heap. A limit that exceeds the heap has no
 * effect: the worker fails with OutOfMemoryError before the limit is reached.
 *
 * @param table {@code sweep.table.max.bytes}
 * @param queue {@code max.queue.bytes}
 * @param heap largest heap of the JVM in octets
 */
record HeapLimits(long table, long queue, long heap) {

    /**
     * The rest is for records on their way, the producer's buffer (32 MiB per task unless configured) and Kafka
     * Connect.
     */
    private static final int MOST_PERCENT = 75;

    /** Returns the problem and its remedy; null if there is room for everything. */
    @Nullable
    String warning() {
        long percent = Math.round(100.0 * ((double) table + queue) / heap);
        return percent <= MOST_PERCENT
                ? null
                : Keys.TABLE_BYTES + " (" + table + " octets) and " + Keys.QUEUE_BYTES + " (" + queue
                        + " octets) together are "
                        + percent + " % of the heap of " + heap
                        + " octets. A worker whose table grows that far ends with OutOfMemoryError before the limit is"
                        + " reached. Lower the limits to " + MOST_PERCENT
                        + " % of the heap or less, or give the worker more heap (KAFKA_HEAP_OPTS)";
    }
}
