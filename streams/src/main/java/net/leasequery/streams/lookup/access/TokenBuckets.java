package net.leasequery.streams.lookup.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps a token bucket for each caller. Beyond a bound, the least recently used bucket is dropped, which gives its
 * caller at most a full bucket. Safe for several threads.
 */
public final class TokenBuckets {
    private static final int MOST_CALLERS = 10_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    /**
     * Creates the buckets.
     *
     * @param perSecond tokens added per second
     * @param burst tokens of a full bucket
     * @param nanoTime as {@link System#nanoTime()}
     */
    public TokenBuckets(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Takes a token; returns 0, or the seconds until a token is available. */
    public synchronized int take(String caller) {
        Bucket bucket = filled(caller);
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return 0;
        }
        return (int) Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    }

    /** Whether no token is available. */
    public synchronized boolean isEmpty(String caller) {
        return filled(caller).tokens < 1;
    }

    private Bucket filled(String caller) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(caller, name -> {
            Bucket full = new Bucket();
            full.tokens = burst;
            full.filledAt = now;
            return full;
        });
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledAt) / NANOS_PER_SECOND * perSecond);
        bucket.filledAt = now;
        return bucket;
    }
}
