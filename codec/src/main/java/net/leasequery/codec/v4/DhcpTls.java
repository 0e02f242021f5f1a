package net.leasequery.codec.v4;

/** Requests TLS; from the server it agrees to TLS or, with a status, refuses it. RFC 7724 sections 7.2 and 8.1. */
public record DhcpTls(Dhcpv4Header header, Dhcpv4Options options) implements LeasequeryRequest, DhcpLeaseQueryReply {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpTls {
        options = options.ofMessage(MessageType.DHCPTLS);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPTLS;
    }

    @Override
    public RequestKind requestKind() {
        return RequestKind.TLS;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.TLS;
    }
}
