package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;

/** What is wrong with a reply, in the answer to an Active as to a Bulk Leasequery. */
final class ReplyFaults {

    private ReplyFaults() {}

    /** A message that can be decoded and yet means nothing, with its octets as received. */
    static SharedEvent.MalformedMessage meaningless(Dhcpv4Message message, String reason, LocalMoment at) {
        return new SharedEvent.MalformedMessage(reason, message.octets(), at);
    }

    /** Whether the status of a message is there and says nothing: then nobody knows whether it is a success. */
    static boolean hasUnreadableStatus(DhcpLeaseQueryReply reply) {
        return reply.options().isMalformed(OptionCode.STATUS_CODE);
    }

    /** A message that speaks of the whole answer, and of which its status cannot be read. */
    static SharedEvent.MalformedMessage unreadableStatus(DhcpLeaseQueryReply reply, LocalMoment at) {
        return meaningless(reply, reply.messageType() + " with a status-code (option 151) of no octets", at);
    }

    /**
     * A message that does not belong there.
     *
     * @param query that it does not answer, for people
     */
    static SharedEvent.UnexpectedMessage unexpected(Dhcpv4Message message, String query, LocalMoment at) {
        return new SharedEvent.UnexpectedMessage(
                message.transactionId(),
                Ipv4Bindings.baseTime(message),
                message.messageType() + " does not answer " + query,
                at);
    }
}
