package net.leasequery.codec.v6.option;

/** A group of addresses or prefixes of one client. RFC 8415 section 12. */
public sealed interface IdentityAssociation extends Dhcpv6Option permits IaNa, IaTa, IaPd {

    /** The client's number for this association, unsigned 32 bit; unique among those of its kind. */
    long iaid();

    /** {@link IaAddress} or {@link IaPrefix} options and optionally a {@link Status}. */
    Dhcpv6Options options();
}
