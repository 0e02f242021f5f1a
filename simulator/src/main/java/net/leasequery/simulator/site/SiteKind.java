package net.leasequery.simulator.site;

/** How the servers of a site share their leases. */
public enum SiteKind {
    /** A failover pair of which the primary serves new clients (RFC 8156). */
    HOT_STANDBY,
    /** A failover pair that divides new clients by a hash; IPv4 only. */
    LOAD_BALANCING,
    /** A group by draft-ietf-dhc-interserver-alt-00. */
    GROUP
}
