package net.leasequery.codec.v4;

/** The server has no information about the query. Answers DHCPLEASEQUERY only. RFC 4388 section 6.4.1. */
public record DhcpLeaseUnknown(Dhcpv4Header header, Dhcpv4Options options) implements DhcpLeaseQueryReply {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpLeaseUnknown {
        options = options.ofMessage(MessageType.DHCPLEASEUNKNOWN);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPLEASEUNKNOWN;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.UNKNOWN;
    }
}
