package net.leasequery.requestor;

import java.time.Instant;

/**
 * A moment in the DHCP server's clock, which may differ from the local clock.
 *
 * @param epochSecond seconds since 1970-01-01 UTC as the server counts them, for both families
 */
public record ServerTime(long epochSecond) implements Comparable<ServerTime> {

    private static final long UNSIGNED_32_BIT = 0xffff_ffffL;

    /**
     * Returns the moment that a base-time option carries.
     *
     * @param wireSeconds unsigned 32-bit value of the option, counted from the family's epoch
     */
    public static ServerTime ofWire(DhcpFamily family, long wireSeconds) {
        return new ServerTime(family.wireEpochSecond() + wireSeconds);
    }

    /**
     * Returns this moment as an option carries it: unsigned 32 bit, counted from the family's epoch. A moment outside
     * that range becomes its nearest end.
     */
    public long toWire(DhcpFamily family) {
        return Math.max(0, Math.min(UNSIGNED_32_BIT, epochSecond - family.wireEpochSecond()));
    }

    /** Returns this moment moved by a number of seconds, which may be negative. */
    public ServerTime plusSeconds(long seconds) {
        return new ServerTime(epochSecond + seconds);
    }

    /** Returns the seconds from {@code earlier} to this moment; negative if this moment is the earlier one. */
    public long secondsSince(ServerTime earlier) {
        return epochSecond - earlier.epochSecond;
    }

    /** Returns the later of the two. */
    public static ServerTime later(ServerTime a, ServerTime b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Returns the earlier of the two. */
    public static ServerTime earlier(ServerTime a, ServerTime b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Milliseconds since 1970-01-01 UTC in the server's clock. */
    public long toEpochMilli() {
        return epochSecond * 1_000;
    }

    @Override
    public int compareTo(ServerTime other) {
        return Long.compare(epochSecond, other.epochSecond);
    }

    /** ISO 8601 in UTC, in the server's clock. */
    @Override
    public String toString() {
        return Instant.ofEpochSecond(epochSecond).toString();
    }
}
