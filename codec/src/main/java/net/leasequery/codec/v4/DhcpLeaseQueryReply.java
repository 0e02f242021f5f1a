package net.leasequery.codec.v4;

/** What a server sends. */
public sealed interface DhcpLeaseQueryReply extends Dhcpv4Message
        permits DhcpLeaseUnassigned,
                DhcpLeaseUnknown,
                DhcpLeaseActive,
                DhcpLeaseQueryDone,
                DhcpLeaseQueryStatus,
                DhcpTls {

    /** For a {@code switch} in which the compiler finds a missing reply. */
    ReplyKind replyKind();

    /** The replies, one for each record. */
    enum ReplyKind {
        UNASSIGNED,
        UNKNOWN,
        ACTIVE,
        DONE,
        STATUS,
        TLS
    }
}
