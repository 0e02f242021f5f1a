package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * How far the live stream has been received.
 *
 * @param baseTime highest base-time received after catch-up, in the server's clock. Never moves during catch-up (RFC
 *     7724 section 7.4.1)
 * @param lagSeconds seconds by which changes may be older than {@code baseTime} and still wait in a blocked server,
 *     which stamps base-time when it builds the packet; 0 once a keep-alive has proved the server's queue empty
 * @param clockSkewMillis server clock minus local clock when {@code baseTime} arrived; lets a later start detect that
 *     the server's clock was set meanwhile; null if not known
 */
public record ResumePosition(
        ServerTime baseTime, long lagSeconds, @Nullable Long clockSkewMillis) {

    /** Refuses a negative lag. */
    public ResumePosition {
        if (lagSeconds < 0) {
            throw new IllegalArgumentException("lagSeconds is negative: " + lagSeconds);
        }
    }

    /** For people; times in UTC, by the server's clock. */
    @Override
    public String toString() {
        return baseTime + (lagSeconds == 0 ? "" : " less " + lagSeconds + " s");
    }

    /** Returns the change time up to which everything has been received. */
    public ServerTime receivedTo() {
        return baseTime.plusSeconds(-lagSeconds);
    }

    /**
     * Returns the time to send in the next query-start-time.
     *
     * @param overlapSeconds subtracted because the server may send changes in a different order than it stamps them
     */
    public ServerTime queryStartTime(long overlapSeconds) {
        return receivedTo().plusSeconds(-overlapSeconds);
    }
}
