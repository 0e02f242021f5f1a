package net.leasequery.codec.v4;

/** The address in {@code ciaddr} is leased; contains its client. RFC 4388 section 6.4.2, RFC 6926 section 8.3. */
public record DhcpLeaseActive(Dhcpv4Header header, Dhcpv4Options options) implements DhcpLeaseQueryReply {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpLeaseActive {
        options = options.ofMessage(MessageType.DHCPLEASEACTIVE);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPLEASEACTIVE;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.ACTIVE;
    }
}
