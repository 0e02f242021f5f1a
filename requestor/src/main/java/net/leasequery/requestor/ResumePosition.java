package net.leasequery.requestor;

import org.jspecify.annotations.Nullable;

/**
 * How far the live stream has been received.
 *
 * @param baseTime highest base-time received after catch-up, in the server's clock. Never moves
 *     during catch-up (RFC 7724 section 7.4.1)
 * @param lagSeconds how much older than {@code baseTime} the newest change seen is. base-time is
 *     stamped when the server builds the packet, so changes up to this much older may still wait in
 *     a blocked server; 0 once a keep-alive has proved its queue empty
 * @param clockSkewMillis server clock minus local clock when {@code baseTime} arrived; tells a later
 *     start that the server's clock was stepped meanwhile; null if not known
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

    /** Change time up to which everything has been received. */
    public ServerTime newestChange() {
        return baseTime.plusSeconds(-lagSeconds);
    }

    /**
     * Time to ask for in the next query-start-time.
     *
     * @param overlapSeconds taken off for changes that the server orders differently than it stamps
     *     them
     */
    public ServerTime queryStartTime(long overlapSeconds) {
        return newestChange().plusSeconds(-overlapSeconds);
    }
}
