package net.leasequery.codec.v4;

/** Asks for every change from now on, or from query-start-time. RFC 7724 section 7.3. */
public record DhcpActiveLeaseQuery(Dhcpv4Header header, Dhcpv4Options options) implements LeasequeryRequest {

    /** @throws IllegalArgumentException if the options have another message type */
    public DhcpActiveLeaseQuery {
        options = options.ofMessage(MessageType.DHCPACTIVELEASEQUERY);
    }

    @Override
    public MessageType messageType() {
        return MessageType.DHCPACTIVELEASEQUERY;
    }

    @Override
    public RequestKind requestKind() {
        return RequestKind.ACTIVE_LEASE_QUERY;
    }
}
