package net.leasequery.codec.v6.option;

import java.time.Instant;

/** The epoch of DHCPv6's absolute times: midnight UTC, 1 January 2000. RFC 7653 section 2, RFC 8415 section 11.2. */
public final class Dhcpv6Epoch {

    /** Seconds from 1970-01-01 to 2000-01-01 UTC. */
    public static final long UNIX_SECONDS = 946_684_800L;

    private Dhcpv6Epoch() {}

    /**
     * Returns the moment of an absolute time, in the sender's clock.
     *
     * @param seconds unsigned 32-bit value of the field
     */
    public static Instant instant(long seconds) {
        return Instant.ofEpochSecond(UNIX_SECONDS + Unsigned.check32(seconds, "seconds since 2000"));
    }
}
