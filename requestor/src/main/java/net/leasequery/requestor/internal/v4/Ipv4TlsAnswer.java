package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.Status;
import net.leasequery.requestor.internal.dialect.TlsAnswer;

/** Reads the answer to DHCPTLS: only a DHCPTLS without any status-code agrees. RFC 7724 section 7.2. */
final class Ipv4TlsAnswer {

    private Ipv4TlsAnswer() {}

    static TlsAnswer of(Object message, int xid) {
        if (!(message instanceof Dhcpv4Message reply)) {
            throw new IllegalArgumentException("no DHCPv4 message: " + message.getClass());
        }
        if (!(reply instanceof DhcpTls)) {
            return new TlsAnswer.SomethingElse("a " + reply.messageType());
        }
        if (reply.transactionId() != xid) {
            return new TlsAnswer.SomethingElse(String.format(
                    "a DHCPTLS with transaction-id 0x%08x instead of 0x%08x", reply.transactionId(), xid));
        }
        if (reply.options().isMalformed(OptionCode.STATUS_CODE)) {
            return new TlsAnswer.SomethingElse("a DHCPTLS with a status-code that cannot be read");
        }
        Status status = reply.options().statusCode();
        return status == null ? new TlsAnswer.Agreed() : new TlsAnswer.Refused(ReplyTexts.describe(status));
    }
}
