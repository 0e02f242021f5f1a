package net.leasequery.codec.v4;

/**
 * A message on a Leasequery connection. Its type is that of the record; the options always start
 * with the dhcp-message-type that belongs to it. Immutable.
 */
public sealed interface Dhcpv4Message permits LeasequeryRequest, LeasequeryReply {

    /** The fixed fields. */
    Dhcpv4Header header();

    /** The options, dhcp-message-type first. */
    Dhcpv4Options options();

    /** Which of the nine messages this is. */
    MessageType messageType();

    /** The xid: 32 opaque bits that a reply repeats from its query. */
    default int transactionId() {
        return header().xid();
    }
}
