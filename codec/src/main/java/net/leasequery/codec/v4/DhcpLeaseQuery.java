package net.leasequery.codec.v4;

/** Asks for one binding by address, hardware address or client identifier. RFC 4388 section 6.2. */
public record DhcpLeaseQuery(Dhcpv4Header header, Dhcpv4Options options) implements LeasequeryRequest {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpLeaseQuery {
        options = options.ofMessage(MessageType.DHCPLEASEQUERY);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPLEASEQUERY;
    }

    @Override
    public RequestKind requestKind() {
        return RequestKind.LEASE_QUERY;
    }
}
