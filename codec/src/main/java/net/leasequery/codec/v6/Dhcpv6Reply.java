package net.leasequery.codec.v6;

/** A message from a server. */
public sealed interface Dhcpv6Reply extends Dhcpv6Message
        permits Reply, LeasequeryReply, LeasequeryData, LeasequeryDone {

    /** Kind of this reply, for a {@code switch} that the compiler checks for completeness. */
    ReplyKind replyKind();

    /** The replies, one for each record. */
    enum ReplyKind {
        REPLY,
        LEASEQUERY_REPLY,
        LEASEQUERY_DATA,
        LEASEQUERY_DONE
    }
}
