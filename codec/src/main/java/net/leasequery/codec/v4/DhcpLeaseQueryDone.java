package net.leasequery.codec.v4;

/** The end of a Bulk answer, with a status if the query failed. RFC 6926 section 8.2. */
public record DhcpLeaseQueryDone(Dhcpv4Header header, Dhcpv4Options options) implements DhcpLeaseQueryReply {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpLeaseQueryDone {
        options = options.ofMessage(MessageType.DHCPLEASEQUERYDONE);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPLEASEQUERYDONE;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.DONE;
    }
}
