package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/** STARTTLS (23): requests TLS as the first message; any options are ignored. RFC 7653 section 6.2.2. */
public record StartTls(int transactionId, Dhcpv6Options options) implements Dhcpv6Request {

    /** @throws IllegalArgumentException when the transaction-id does not fit into 24 bits */
    public StartTls {
        TransactionId.check(transactionId);
    }

    @Override
    public MessageType messageType() {
        return MessageType.STARTTLS;
    }

    @Override
    public RequestKind requestKind() {
        return RequestKind.STARTTLS;
    }
}
