package net.leasequery.requestor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter between connection attempts.
 *
 * @param initial upper bound of the first wait; positive
 * @param max upper bound of every wait; not less than {@code initial}
 */
public record BackOff(Duration initial, Duration max) {

    private static final int MOST_DOUBLINGS = 30;

    /** Refuses bounds that are not positive or in the wrong order. */
    public BackOff {
        if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException(
                    "back-off needs 0 < initial <= max, was initial " + initial + ", max " + max);
        }
    }

    /**
     * Returns a random wait between zero and a bound that doubles with each attempt that brought no progress.
     *
     * @param fruitless attempts in a row that brought no progress, at least 1
     */
    public Duration delay(int fruitless, RandomGenerator random) {
        int doublings = Math.min(fruitless - 1, MOST_DOUBLINGS);
        long bound =
                max.toMillis() >> doublings < initial.toMillis() ? max.toMillis() : initial.toMillis() << doublings;
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
