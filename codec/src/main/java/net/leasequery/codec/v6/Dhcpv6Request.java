package net.leasequery.codec.v6;

/** What a requestor sends. */
public sealed interface Dhcpv6Request extends Dhcpv6Message permits Leasequery, ActiveLeasequery, StartTls {

    /** For a {@code switch} in which the compiler finds a missing request. */
    RequestKind requestKind();

    /** The requests, one for each record. */
    enum RequestKind {
        LEASEQUERY,
        ACTIVELEASEQUERY,
        STARTTLS
    }
}
