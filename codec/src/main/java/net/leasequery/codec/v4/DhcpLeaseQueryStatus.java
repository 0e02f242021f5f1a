package net.leasequery.codec.v4;

/** A status of the stream of an Active answer. RFC 7724 section 5.2.2. */
public record DhcpLeaseQueryStatus(Dhcpv4Header header, Dhcpv4Options options) implements DhcpLeaseQueryReply {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpLeaseQueryStatus {
        options = options.ofMessage(MessageType.DHCPLEASEQUERYSTATUS);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPLEASEQUERYSTATUS;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.STATUS;
    }
}
