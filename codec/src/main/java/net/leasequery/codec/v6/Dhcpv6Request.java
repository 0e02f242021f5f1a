package net.leasequery.codec.v6;

/** A message from a requestor. */
public sealed interface Dhcpv6Request extends Dhcpv6Message permits Leasequery, ActiveLeasequery, StartTls {

    /** Kind of this request, for a {@code switch} that the compiler checks for completeness. */
    RequestKind requestKind();

    /** The requests, one for each record. */
    enum RequestKind {
        LEASEQUERY,
        ACTIVELEASEQUERY,
        STARTTLS
    }
}
