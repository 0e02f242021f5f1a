package net.leasequery.simulator.lease;

import java.time.Instant;
import java.util.List;

/** The two protocols, which share a name and little else. */
public enum Family {
    /** RFC 7724, RFC 6926. */
    IPV4(67, Instant.EPOCH, "10.0.0.0/16"),
    /** RFC 7653, RFC 5460. */
    IPV6(547, Instant.parse("2000-01-01T00:00:00Z"), "2001:db8:0:1::/112 2001:db8:8000::/36/52");

    private static final long UNSIGNED_32_BIT = 0xffff_ffffL;

    private final int port;
    private final Instant epoch;
    /** Separated by spaces. */
    private final String defaultRanges;

    Family(int port, Instant epoch, String defaultRanges) {
        this.port = port;
        this.epoch = epoch;
        this.defaultRanges = defaultRanges;
    }

    /** TCP port of Leasequery. */
    public int port() {
        return port;
    }

    /** Whether a base-time can express this moment: unsigned 32 bit, in seconds since the epoch of the family. */
    public boolean hasBaseTime(Instant moment) {
        return !moment.isBefore(epoch) && moment.getEpochSecond() - epoch.getEpochSecond() <= UNSIGNED_32_BIT;
    }

    /** Ranges that a server leases out by default: 65,536 addresses and, for IPv6, as many prefixes. */
    public List<String> defaultRanges() {
        return List.of(defaultRanges.split(" ", -1));
    }
}
