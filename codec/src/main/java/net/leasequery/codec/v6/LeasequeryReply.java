package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/**
 * LEASEQUERY-REPLY (15): the first answer to a query: its status, the data common to the whole answer, and the first
 * client. RFC 5007 section 4.1.1, RFC 7653 section 6.2.3.
 */
public record LeasequeryReply(int transactionId, Dhcpv6Options options) implements Dhcpv6Reply {

    /** @throws IllegalArgumentException when the transaction-id does not fit into 24 bits */
    public LeasequeryReply {
        TransactionId.check(transactionId);
    }

    @Override
    public MessageType messageType() {
        return MessageType.LEASEQUERY_REPLY;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.LEASEQUERY_REPLY;
    }
}
