package net.leasequery.requestor;

/** The two DHCP protocols and their differences outside the wire format. */
public enum DhcpFamily {
    /** DHCPv4: TCP port 67, base-time counts from 1970-01-01 UTC (RFC 6926 sections 6.2.3 and 6.3). */
    IPV4(67, 0),
    /** DHCPv6: TCP port 547, base-time counts from 2000-01-01 UTC (RFC 5460, RFC 7653 section 6.3.1). */
    IPV6(547, 946_684_800L);

    private final int defaultPort;
    private final long wireEpochSecond;

    DhcpFamily(int defaultPort, long wireEpochSecond) {
        this.defaultPort = defaultPort;
        this.wireEpochSecond = wireEpochSecond;
    }

    /**
     * Whether a bulk answer can report that a binding has ended. DHCPv6 has no message for it: a binding that has ended
     * is left out of the answer (RFC 5007 section 4.1.2.2).
     */
    public boolean reportsEndsInBulk() {
        return this == IPV4;
    }

    /** TCP port on which servers of this family listen unless configured otherwise. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Start of this family's base-time, in seconds since 1970-01-01 UTC. */
    public long wireEpochSecond() {
        return wireEpochSecond;
    }
}
