package net.leasequery.simulator.churn;

import java.time.Duration;

/**
 * Settings of the simulated network.
 *
 * @param seed the same seed and the same ticks give the same changes
 * @param shortestLease shortest lease time; whole seconds
 * @param longestLease longest lease time; lease times are spread evenly between the two
 * @param occupancy share of the addresses that are leased before releases outrun discoveries, 0 to 1
 * @param partnerDelay longest time between a lease that the partner server made and its report of that lease
 * @param mix how often each kind of change happens
 */
public record ChurnSettings(
        long seed,
        Duration shortestLease,
        Duration longestLease,
        double occupancy,
        Duration partnerDelay,
        ChurnMix mix) {

    /** Leases of one minute to one hour on up to four fifths of the addresses. */
    public static final ChurnSettings DEFAULT = new ChurnSettings(
            1, Duration.ofMinutes(1), Duration.ofHours(1), 0.8, Duration.ofSeconds(2), ChurnMix.REALISTIC);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a lease is shorter than a second or longer than 2^31 - 1, or the longest
     *     shorter than the shortest, or if the occupancy is not between 0 and 1
     */
    public ChurnSettings {
        if (shortestLease.toSeconds() < 1
                || longestLease.toSeconds() > Integer.MAX_VALUE
                || longestLease.compareTo(shortestLease) < 0) {
            throw new IllegalArgumentException("no lease lasts from " + shortestLease.toSeconds() + " to "
                    + longestLease.toSeconds() + " s; lease times are 1 to " + Integer.MAX_VALUE
                    + " s, the shortest first");
        }
        if (!(occupancy >= 0 && occupancy <= 1)) {
            throw new IllegalArgumentException("occupancy " + occupancy + " is not between 0 and 1");
        }
        if (partnerDelay.isNegative()) {
            throw new IllegalArgumentException("the partner delay is negative: " + partnerDelay);
        }
    }

    /** The same network with another seed. */
    public ChurnSettings withSeed(long newSeed) {
        return new ChurnSettings(newSeed, shortestLease, longestLease, occupancy, partnerDelay, mix);
    }

    /** The same network with other lease times. */
    public ChurnSettings withLeaseTimes(Duration shortest, Duration longest) {
        return new ChurnSettings(seed, shortest, longest, occupancy, partnerDelay, mix);
    }

    /** The same network with another mix of changes. */
    public ChurnSettings withMix(ChurnMix newMix) {
        return new ChurnSettings(seed, shortestLease, longestLease, occupancy, partnerDelay, newMix);
    }
}
