package net.leasequery.requestor.v6;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.OptionalLong;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.Dhcpv6Encoder;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.DhcpFamily;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.event.SharedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What LEASEQUERY-REPLY says once for the whole answer: that there is one, and who gives it. RFC 7653
 * section 6.2.3, RFC 5460 section 5.2.
 */
final class AnswerHead {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final int xid;
    private boolean seen;
    private @Nullable String serverId;

    AnswerHead(int xid) {
        this.xid = xid;
    }

    void read(LeasequeryReply reply) {
        if (reply.transactionId() == xid) {
            seen = true;
            Duid duid = reply.options().serverIdentifier();
            serverId = duid == null ? null : duid.toHex();
        }
    }

    /** Whether LEASEQUERY-DATA may come: only after the LEASEQUERY-REPLY of its transaction. RFC 5460 section 5.2. */
    boolean permits(Dhcpv6Message data) {
        return seen || data.transactionId() != xid;
    }

    /** The base-time of a message; null if it has none. */
    static @Nullable ServerTime baseTime(Dhcpv6Message message) {
        OptionalLong seconds = message.options().baseTime();
        return seconds.isEmpty() ? null : ServerTime.ofWire(DhcpFamily.IPV6, seconds.getAsLong());
    }

    /** The client data of a message. */
    SharedEvent.Bindings told(Dhcpv6Message message, LocalMoment at) {
        return new SharedEvent.Bindings(message.transactionId(), baseTime(message), bindings(message, at), at);
    }

    /**
     * A message that can be decoded and yet means nothing. Its octets are those of an encoding of our own, for
     * the server's are gone.
     */
    static SharedEvent.MalformedMessage meaningless(Dhcpv6Message message, String reason, LocalMoment at) {
        ByteBuf octets = Unpooled.buffer();
        new Dhcpv6Encoder().encode(message, octets);
        return new SharedEvent.MalformedMessage(reason, Octets.ofOwned(ByteBufUtil.getBytes(octets)), at);
    }

    /**
     * A message that does not belong there.
     *
     * @param query in whose answer it came, for people
     */
    static SharedEvent.UnexpectedMessage unexpected(Dhcpv6Message message, String query, LocalMoment at) {
        return new SharedEvent.UnexpectedMessage(
                message.transactionId(),
                baseTime(message),
                message.messageType() + " where it does not belong in the answer to " + query,
                at);
    }

    /**
     * The bindings that a message tells of. Times are counted from its base-time, or from our own clock if the
     * server tells none, as those of RFC 5460 do.
     */
    private List<Binding> bindings(Dhcpv6Message message, LocalMoment at) {
        ServerTime told = baseTime(message);
        ServerTime base = told == null ? new ServerTime(at.epochMilli() / MILLIS_PER_SECOND) : told;
        List<ClientData> clients = message.options().clientData();
        if (clients.size() == 1) {
            return new ClientBindings(clients.get(0), serverId, base).all();
        }
        return clients.stream()
                .flatMap(client -> new ClientBindings(client, serverId, base).all().stream())
                .toList();
    }
}
