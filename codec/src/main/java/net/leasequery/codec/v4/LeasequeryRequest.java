package net.leasequery.codec.v4;

/** What a requestor sends. */
public sealed interface LeasequeryRequest extends Dhcpv4Message
        permits DhcpLeaseQuery, DhcpBulkLeaseQuery, DhcpActiveLeaseQuery, DhcpTls {

    /** For a {@code switch} in which the compiler finds a missing request. */
    RequestKind requestKind();

    /** The requests, one for each record. */
    enum RequestKind {
        LEASE_QUERY,
        BULK_LEASE_QUERY,
        ACTIVE_LEASE_QUERY,
        TLS
    }
}
