package net.leasequery.transforms.internal.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Counts the records of a transform. Thread-safe, without locks. */
public final class TransformCounts implements TransformCountsMBean {

    private final LongAdder transformed = new LongAdder();
    private final LongAdder passed = new LongAdder();
    private final LongAdder incomplete = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    public void transformed() {
        transformed.increment();
    }

    public void passed() {
        passed.increment();
    }

    public void incomplete() {
        incomplete.increment();
    }

    public void dropped() {
        dropped.increment();
    }

    @Override
    public long getTransformed() {
        return transformed.sum();
    }

    @Override
    public long getPassed() {
        return passed.sum();
    }

    @Override
    public long getIncomplete() {
        return incomplete.sum();
    }

    @Override
    public long getDropped() {
        return dropped.sum();
    }
}
