package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/** ACTIVELEASEQUERY (22): asks for changes of bindings from now on. RFC 7653 section 6.2.1. */
public record ActiveLeasequery(int transactionId, Dhcpv6Options options) implements Dhcpv6Request {

    /** @throws IllegalArgumentException when the transaction-id does not fit into 24 bits */
    public ActiveLeasequery {
        TransactionId.check(transactionId);
    }

    @Override
    public MessageType messageType() {
        return MessageType.ACTIVELEASEQUERY;
    }

    @Override
    public RequestKind requestKind() {
        return RequestKind.ACTIVELEASEQUERY;
    }
}
