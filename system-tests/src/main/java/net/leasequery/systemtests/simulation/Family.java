package net.leasequery.systemtests.simulation;

import java.util.Locale;

/** The DHCP family. */
enum Family {
    IPV4,
    IPV6;

    /** As in the connector's configuration. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Seconds from 1970 to where times on the wire begin: RFC 6926 section 6.2.2, RFC 7653 section 6.3.1. */
    long epochSeconds() {
        return this == IPV4 ? 0 : 946_684_800L;
    }
}
