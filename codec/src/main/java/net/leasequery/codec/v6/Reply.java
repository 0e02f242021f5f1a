package net.leasequery.codec.v6;

import net.leasequery.codec.v6.option.Dhcpv6Options;

/** REPLY (7): the answer to STARTTLS; if it has no status, the handshake may begin. RFC 7653 section 8.2. */
public record Reply(int transactionId, Dhcpv6Options options) implements Dhcpv6Reply {

    /** @throws IllegalArgumentException when the transaction-id does not fit into 24 bits */
    public Reply {
        TransactionId.check(transactionId);
    }

    @Override
    public MessageType messageType() {
        return MessageType.REPLY;
    }

    @Override
    public ReplyKind replyKind() {
        return ReplyKind.REPLY;
    }
}
