package net.leasequery.requestor.v4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Dhcpv4Encoder;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.event.SharedEvent;
import org.jspecify.annotations.Nullable;

/** What means the same in the answer to an Active and to a Bulk Leasequery. RFC 6926 section 7.3, RFC 7724 section 7.4. */
final class Ipv4Events {

    private Ipv4Events() {}

    /**
     * A DHCPLEASEACTIVE or DHCPLEASEUNASSIGNED; without an address it is malformed.
     *
     * @param serverIdentifier of this reply, or of an earlier one of the same query
     */
    static SharedEvent lease(LeasequeryReply reply, @Nullable String serverIdentifier, LocalMoment at) {
        return reply.header().ciaddr().isUnspecified()
                ? meaningless(reply, reply.messageType() + " without an address in ciaddr", at)
                : new SharedEvent.Bindings(
                        reply.transactionId(),
                        Ipv4Bindings.baseTime(reply),
                        List.of(Ipv4Bindings.of(reply, serverIdentifier)),
                        at);
    }

    /**
     * A message that can be decoded and yet means nothing. Its octets are those of an encoding of our own, for
     * the server's are gone: the same content, but perhaps in another order.
     */
    static SharedEvent.MalformedMessage meaningless(Dhcpv4Message message, String reason, LocalMoment at) {
        ByteBuf octets = Unpooled.buffer();
        new Dhcpv4Encoder().encode(message, octets);
        return new SharedEvent.MalformedMessage(reason, Octets.ofOwned(ByteBufUtil.getBytes(octets)), at);
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
