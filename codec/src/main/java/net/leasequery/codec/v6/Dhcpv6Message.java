package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/** A message on a Leasequery connection. Immutable. RFC 8415 section 8. */
public sealed interface Dhcpv6Message permits Dhcpv6Request, Dhcpv6Reply {

    /** Which of the seven messages this is. */
    MessageType messageType();

    /** 24 opaque bits that a reply repeats from its query. */
    int transactionId();

    /** The options in the order of the wire. */
    Dhcpv6Options options();
}
