package net.leasequery.codec.v4;

/** A message from a server. */
public sealed interface DhcpLeaseQueryReply extends Dhcpv4Message
        permits DhcpLeaseUnassigned,
                DhcpLeaseUnknown,
                DhcpLeaseActive,
                DhcpLeaseQueryDone,
                DhcpLeaseQueryStatus,
                DhcpTls {

    /** Kind of this reply, for a {@code switch} that the compiler checks for completeness. */
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
