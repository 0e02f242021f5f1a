package net.leasequery.simulator.v6;

import java.util.Set;
import net.leasequery.codec.v6.option.Duid;

/**
 * The differences between DHCPv6 servers.
 *
 * @param serverDuid OPTION_SERVERID
 * @param kind what it supports
 * @param withheld option codes that are never sent, even when asked for (RFC 7653 section 9.3)
 */
public record Dhcpv6ServerBehavior(Duid serverDuid, Kind kind, Set<Integer> withheld) {

    /** What a server supports. */
    public enum Kind {
        /** Everything, Active Leasequery if it is enabled. */
        RFC_7653,
        /** Bulk Leasequery without times. */
        RFC_5460,
        /**
         * What Kea 3.0 does, as seen on the wire: Bulk Leasequery without times, a message for each lease, always
         * with the relay agents and never with other requested options, and a status even for success.
         */
        KEA
    }

    /** Whether it knows base-time, query-start-time and query-end-time. */
    boolean knowsTimes() {
        return kind == Kind.RFC_7653;
    }

    /** Whether it knows ACTIVELEASEQUERY and STARTTLS. */
    boolean knowsActiveLeasequery() {
        return kind == Kind.RFC_7653;
    }

    /** Whether it behaves like Kea. */
    boolean isKea() {
        return kind == Kind.KEA;
    }
}
