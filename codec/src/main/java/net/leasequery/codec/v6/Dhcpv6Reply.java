package net.leasequery.codec.v6;

/** What a server sends. */
public sealed interface Dhcpv6Reply extends Dhcpv6Message
        permits Reply, LeasequeryReply, LeasequeryData, LeasequeryDone {

    /** For a {@code switch} in which the compiler finds a missing reply. */
    ReplyKind replyKind();

    /** The replies, one for each record. */
    enum ReplyKind {
        REPLY,
        LEASEQUERY_REPLY,
        LEASEQUERY_DATA,
        LEASEQUERY_DONE
    }
}
