package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/**
 * LEASEQUERY-DATA (17): a further client; in an Active answer without one, a keep-alive or a status. RFC 5460 section
 * 5.2.1, RFC 7653 section 8.4.
 */
public record LeasequeryData(int transactionId, Dhcpv6Options options) implements Dhcpv6Reply {

    /** @throws IllegalArgumentException when the transaction-id does not fit into 24 bits */
    public LeasequeryData {
        TransactionId.check(transactionId);
    }

    @Override
    public MessageType messageType() {
        return MessageType.LEASEQUERY_DATA;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.LEASEQUERY_DATA;
    }
}
