package net.leasequery.requestor;

/** Kind of lease. */
public enum LeaseType {
    /** A DHCPv4 address. */
    V4,
    /** A DHCPv6 non-temporary address (RFC 8415 section 21.6). */
    NA,
    /** A DHCPv6 temporary address (RFC 8415 section 21.6). */
    TA,
    /** A DHCPv6 delegated prefix (RFC 8415 section 21.22). */
    PD
}
