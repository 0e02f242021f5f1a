package net.leasequery.codec.v4;

/**
 * The address in {@code ciaddr} is not leased; all other data is the history of the last client. RFC 4388 section
 * 6.4.2, RFC 6926 section 8.3.
 */
public record DhcpLeaseUnassigned(Dhcpv4Header header, Dhcpv4Options options) implements DhcpLeaseQueryReply {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpLeaseUnassigned {
        options = options.ofMessage(MessageType.DHCPLEASEUNASSIGNED);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPLEASEUNASSIGNED;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.UNASSIGNED;
    }
}
