package net.leasequery.requestor.internal.v6;

import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Reply;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.requestor.internal.dialect.TlsAnswer;

/** Reads the answer to STARTTLS: only a REPLY without any status agrees. RFC 7653 section 8.2. */
final class Ipv6TlsAnswer {

    private Ipv6TlsAnswer() {}

    static TlsAnswer of(Object message, int xid) {
        if (!(message instanceof Dhcpv6Message reply)) {
            throw new IllegalArgumentException("no DHCPv6 message: " + message.getClass());
        }
        if (!(reply instanceof Reply)) {
            return new TlsAnswer.SomethingElse("a " + reply.messageType());
        }
        if (reply.transactionId() != xid) {
            return new TlsAnswer.SomethingElse(
                    String.format("a REPLY with transaction-id 0x%06x instead of 0x%06x", reply.transactionId(), xid));
        }
        if (AnswerHead.hasUnreadableStatus(reply)) {
            return new TlsAnswer.SomethingElse("a REPLY with a status-code that cannot be read");
        }
        Status status = reply.options().statusCode();
        return status == null ? new TlsAnswer.Agreed() : new TlsAnswer.Refused(ReplyTexts.describe(status));
    }
}
