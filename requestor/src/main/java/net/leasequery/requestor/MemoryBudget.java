package net.leasequery.requestor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Accounts for the octets of heap that all tasks of one JVM hold together for one purpose. It allocates nothing. Each
 * holder has a {@link Share} and a limit for the sum of all shares. Thread-safe.
 */
public final class MemoryBudget {

    /** Deliveries that wait for Kafka. Shared by all tasks whose plugin was loaded by the same class loader. */
    public static final MemoryBudget QUEUES = new MemoryBudget();

    /** Tables of addresses, for sweeps and while back-fills run. Shared in the same way. */
    public static final MemoryBudget TABLES = new MemoryBudget();

    private final AtomicLong held = new AtomicLong();

    /** Returns the octets that all holders have now. */
    public long held() {
        return held.get();
    }

    /**
     * Opens the share of one holder, which is empty at first.
     *
     * @param limit octets that all holders together may have, in this holder's view; positive
     */
    public Share share(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return new Share(limit);
    }

    /** The share of one holder. Thread-safe. */
    public final class Share implements AutoCloseable {

        private final long limit;
        private final AtomicLong own = new AtomicLong();
        private volatile boolean closed;

        private Share(long limit) {
            this.limit = limit;
        }

        /** Returns the octets that all holders together may have. */
        public long limit() {
            return limit;
        }

        /** Sets the octets that this holder has now. Has no effect after {@link #close}. */
        public void set(long octets) {
            held.addAndGet(octets - own.getAndSet(octets));
            if (closed && octets != 0) {
                close();
            }
        }

        /** Returns the octets that this holder has. */
        public long own() {
            return own.get();
        }

        /** Whether all holders together would exceed the limit if this one took {@code more} further octets. */
        public boolean isExceededWith(long more) {
            return held.get() + more > limit;
        }

        /** Whether no more than half of the limit is held. */
        public boolean isHalfFree() {
            return held.get() <= limit / 2;
        }

        /** Releases everything; the share cannot be used again. */
        @Override
        public void close() {
            closed = true;
            held.addAndGet(-own.getAndSet(0));
        }
    }
}
