package net.leasequery.requestor;

/** What kind of thing is leased. */
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
