package net.leasequery.requestor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Octets of heap that all tasks of one JVM hold together for one purpose. An account only: it allocates
 * nothing. Each holder has a {@link Share} and a limit for the sum of all shares. Thread-safe.
 */
public final class MemoryBudget {

    /** What waits for Kafka. Shared by all tasks whose plugin was loaded by the same class loader. */
    public static final MemoryBudget QUEUES = new MemoryBudget();

    /** What is remembered of addresses, for sweeps and while back-fills run. Shared likewise. */
    public static final MemoryBudget TABLES = new MemoryBudget();

    private final AtomicLong held = new AtomicLong();

    /** Octets that all holders have now. */
    public long held() {
        return held.get();
    }

    /**
     * Opens the account of one holder, which has nothing yet.
     *
     * @param limit octets that all holders together may have, in this holder's view; positive
     */
    public Share share(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return new Share(limit);
    }

    /** The account of one holder. Thread-safe. */
    public final class Share implements AutoCloseable {

        private final long limit;
        private final AtomicLong own = new AtomicLong();
        private volatile boolean closed;

        private Share(long limit) {
            this.limit = limit;
        }

        /** Octets that all holders together may have. */
        public long limit() {
            return limit;
        }

        /** Sets what this holder has now. After {@link #close} it has nothing. */
        public void set(long octets) {
            held.addAndGet(octets - own.getAndSet(octets));
            if (closed && octets != 0) {
                close();
            }
        }

        /** What this holder has. */
        public long own() {
            return own.get();
        }

        /** Whether all holders would have more than the limit if this one had {@code more} octets more. */
        public boolean isExceededWith(long more) {
            return held.get() + more > limit;
        }

        /** Whether no more than half of the limit is held. */
        public boolean isHalfFree() {
            return held.get() <= limit / 2;
        }

        /** Gives everything back, for good. */
        @Override
        public void close() {
            closed = true;
            held.addAndGet(-own.getAndSet(0));
        }
    }
}
