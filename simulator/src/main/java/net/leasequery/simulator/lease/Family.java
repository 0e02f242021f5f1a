package net.leasequery.simulator.lease;

import java.util.List;

/** The two protocols, which share a name and little else. */
public enum Family {
    /** RFC 7724, RFC 6926. */
    IPV4(67, "10.0.0.0/16"),
    /** RFC 7653, RFC 5460. */
    IPV6(547, "2001:db8:0:1::/112 2001:db8:8000::/36/52");

    private final int port;
    /** Separated by spaces. */
    private final String defaultRanges;

    Family(int port, String defaultRanges) {
        this.port = port;
        this.defaultRanges = defaultRanges;
    }

    /** TCP port of Leasequery. */
    public int port() {
        return port;
    }

    /** Ranges that a server leases out by default: 65,536 addresses and, for IPv6, as many prefixes. */
    public List<String> defaultRanges() {
        return List.of(defaultRanges.split(" ", -1));
    }
}
