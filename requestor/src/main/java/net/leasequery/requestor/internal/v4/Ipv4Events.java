package net.leasequery.requestor.internal.v4;

import java.util.List;
import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;

/** What means the same in the answer to an Active and to a Bulk Leasequery. RFC 6926 section 7.3, RFC 7724 section 7.4. */
final class Ipv4Events {

    private Ipv4Events() {}

    /**
     * A DHCPLEASEACTIVE or DHCPLEASEUNASSIGNED; malformed if it names no address, or no VPN that the address can
     * belong to.
     *
     * @param serverIdentifier of this reply, or of an earlier one of the same query
     */
    static SharedEvent lease(DhcpLeaseQueryReply reply, @Nullable String serverIdentifier, LocalMoment at) {
        if (reply.header().ciaddr().isUnspecified()) {
            return meaningless(reply, reply.messageType() + " without an address in ciaddr", at);
        }
        if (!BindingAddress.canBelongTo(reply.options().vss())) {
            return meaningless(reply, "the VSS option of a binding names no VPN", at);
        }
        return new SharedEvent.Bindings(
                reply.transactionId(),
                Ipv4Bindings.baseTime(reply),
                List.of(Ipv4Bindings.of(reply, serverIdentifier)),
                at);
    }

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
