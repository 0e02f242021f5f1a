package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/**
 * LEASEQUERY (14): asks for bindings, once. Over TCP it is a Bulk query. RFC 5007 section 4.1.1, RFC 5460 section 5.2.
 */
public record Leasequery(int transactionId, Dhcpv6Options options) implements Dhcpv6Request {

    /** @throws IllegalArgumentException when the transaction-id does not fit into 24 bits */
    public Leasequery {
        TransactionId.check(transactionId);
    }

    @Override
    public MessageType messageType() {
        return MessageType.LEASEQUERY;
    }

    @Override
    public RequestKind requestKind() {
        return RequestKind.LEASEQUERY;
    }
}
