package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/** LEASEQUERY-DONE (16): the last answer to a query. RFC 5460 section 5.2.2, RFC 7653 section 8.4. */
public record LeasequeryDone(int transactionId, Dhcpv6Options options) implements Dhcpv6Reply {

    /** @throws IllegalArgumentException when the transaction-id does not fit into 24 bits */
    public LeasequeryDone {
        TransactionId.check(transactionId);
    }

    @Override
    public MessageType messageType() {
        return MessageType.LEASEQUERY_DONE;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.LEASEQUERY_DONE;
    }
}
