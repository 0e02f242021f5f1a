package net.leasequery.codec.v4;

/** A message from a requestor. */
public sealed interface LeasequeryRequest extends Dhcpv4Message
        permits DhcpLeaseQuery, DhcpBulkLeaseQuery, DhcpActiveLeaseQuery, DhcpTls {

    /** Kind of this request, for a {@code switch} that the compiler checks for completeness. */
    RequestKind requestKind();

    /** The requests, one for each record. */
    enum RequestKind {
        LEASE_QUERY,
        BULK_LEASE_QUERY,
        ACTIVE_LEASE_QUERY,
        TLS
    }
}
