package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;

/** Faults of replies, in answers to both Active and Bulk Leasequery. */
final class ReplyFaults {

    private ReplyFaults() {}

    /** Returns the event for a message that can be decoded but makes no sense, with its octets as received. */
    static SharedEvent.MalformedMessage meaningless(Dhcpv4Message message, String reason, LocalMoment at) {
        return new SharedEvent.MalformedMessage(reason, message.octets(), at);
    }

    /** Whether a message has a status that cannot be read, so that success or failure is unknown. */
    static boolean hasUnreadableStatus(DhcpLeaseQueryReply reply) {
        return reply.options().isMalformed(OptionCode.STATUS_CODE);
    }

    /** Returns the event for a message about the whole answer whose status cannot be read. */
    static SharedEvent.MalformedMessage unreadableStatus(DhcpLeaseQueryReply reply, LocalMoment at) {
        return meaningless(reply, reply.messageType() + " with a status-code (option 151) of no octets", at);
    }

    /**
     * Returns the event for a message that does not belong in the answer.
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
