package net.leasequery.simulator.network;

import java.time.Duration;

/**
 * What happens to messages in transit.
 *
 * @param shortestDelay least time in transit
 * @param longestDelay most time in transit
 * @param loss share of messages that are lost, 0 to 1
 * @param duplication share of messages that arrive twice, 0 to 1
 */
public record LinkConditions(Duration shortestDelay, Duration longestDelay, double loss, double duplication) {

    /** One to five milliseconds; nothing is lost. */
    public static final LinkConditions GOOD = new LinkConditions(Duration.ofMillis(1), Duration.ofMillis(5), 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a delay is negative, the longest is shorter than the shortest, or a share is
     *     not between 0 and 1
     */
    public LinkConditions {
        if (shortestDelay.isNegative() || longestDelay.compareTo(shortestDelay) < 0) {
            throw new IllegalArgumentException(
                    "no message is " + shortestDelay + " to " + longestDelay + " on the way");
        }
        if (!(loss >= 0 && loss <= 1 && duplication >= 0 && duplication <= 1)) {
            throw new IllegalArgumentException("shares are between 0 and 1: " + loss + ", " + duplication);
        }
    }
}
