package net.leasequery.codec.v4;

/** Asks for many bindings. RFC 6926 section 7.2. */
public record DhcpBulkLeaseQuery(Dhcpv4Header header, Dhcpv4Options options) implements LeasequeryRequest {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpBulkLeaseQuery {
        options = options.ofMessage(MessageType.DHCPBULKLEASEQUERY);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPBULKLEASEQUERY;
    }

    @Override
    public RequestKind requestKind() {
        return RequestKind.BULK_LEASE_QUERY;
    }
}
