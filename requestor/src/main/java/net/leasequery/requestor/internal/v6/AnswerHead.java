package net.leasequery.requestor.internal.v6;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Dhcpv6Reply;
import net.leasequery.codec.v6.MessageType;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.ToleratedFaults;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What LEASEQUERY-REPLY states once for the whole answer: that there is an answer, and from which server. RFC 7653
 * section 6.2.3, RFC 5460 section 5.2.
 */
final class AnswerHead {

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final int HEADER_OCTETS = 4;
    private static final int TRANSACTION_ID = 0xff_ffff;

    private final int xid;
    private final ToleratedFaults faults;
    private boolean seen;
    private @Nullable String serverId;

    /**
     * @param xid transaction-id of the query
     * @param faults counts faults of replies that cost no reply
     */
    AnswerHead(int xid, ToleratedFaults faults) {
        this.xid = xid;
        this.faults = faults;
    }

    /** Whether a message has a status that cannot be read, so that success or failure is unknown. */
    static boolean hasUnreadableStatus(Dhcpv6Message message) {
        Dhcpv6Options options = message.options();
        return options.contains(OptionCode.STATUS_CODE) && options.statusCode() == null;
    }

    /** Returns the event for a message whose status cannot be read. */
    static SharedEvent.MalformedMessage unreadableStatus(Dhcpv6Message message, LocalMoment at) {
        return meaningless(message, message.messageType() + " with a status-code (option 13) that cannot be read", at);
    }

    /** Takes note of a reply of any kind, and counts its malformed options. */
    void read(Dhcpv6Reply reply) {
        faults.malformedOptions(MalformedOptions.in(reply.options()));
        if (reply.replyKind() == Dhcpv6Reply.ReplyKind.LEASEQUERY_REPLY && reply.transactionId() == xid) {
            seen = true;
            Duid duid = reply.options().serverIdentifier();
            serverId = duid == null ? null : duid.toHex();
        }
    }

    /**
     * Takes note of a message that could not be decoded. If it is the LEASEQUERY-REPLY, the rest of the answer follows
     * nevertheless.
     */
    void malformed(MalformedFrame frame) {
        Octets message = frame.octets();
        seen |= message.length() >= HEADER_OCTETS
                && message.unsignedByteAt(0) == MessageType.LEASEQUERY_REPLY.code()
                && (message.unsignedIntAt(0) & TRANSACTION_ID) == xid;
    }

    /** Returns the DUID of the server in hex; null if not received yet. */
    @Nullable
    String serverId() {
        return serverId;
    }

    /**
     * Whether LEASEQUERY-DATA, or a LEASEQUERY-DONE of success, is allowed: only after the LEASEQUERY-REPLY of its
     * transaction. RFC 5460 sections 5.2 and 6.3.1.
     */
    boolean permits(Dhcpv6Message further) {
        return seen || further.transactionId() != xid;
    }

    /** Returns the base-time of a message; null if it has none. */
    static @Nullable ServerTime baseTime(Dhcpv6Message message) {
        OptionalLong seconds = message.options().baseTime();
        return seconds.isEmpty() ? null : ServerTime.ofWire(DhcpFamily.IPV6, seconds.getAsLong());
    }

    /**
     * Returns the bindings in client data of a message; malformed if some of them have no address, or no VPN that it
     * can belong to. Times are relative to the base-time, or to the local clock if the server sends none, as servers of
     * RFC 5460 do.
     */
    SharedEvent bindings(Dhcpv6Message message, List<ClientData> clients, LocalMoment at) {
        ServerTime reported = baseTime(message);
        ServerTime base = reported == null ? new ServerTime(at.epochMilli() / MILLIS_PER_SECOND) : reported;
        ExpansionLimit limit = new ExpansionLimit();
        List<Binding> bindings = List.of();
        for (ClientData data : clients) {
            ClientBindings client = new ClientBindings(data, serverId, base, limit);
            faults.malformedOptions(client.malformedOptions());
            String violation = client.violation();
            if (violation != null) {
                return meaningless(message, violation, at);
            }
            client.countInto(faults);
            bindings = clients.size() == 1 ? client.all() : joined(bindings, client.all());
        }
        return new SharedEvent.Bindings(message.transactionId(), reported, bindings, at);
    }

    /** A message has the data of one client, except from servers that break the rule. */
    private static List<Binding> joined(List<Binding> bindings, List<Binding> further) {
        List<Binding> all = new ArrayList<>(bindings);
        all.addAll(further);
        return all;
    }

    /** Returns the event for a message that can be decoded but makes no sense, with its octets as received. */
    static SharedEvent.MalformedMessage meaningless(Dhcpv6Message message, String reason, LocalMoment at) {
        return new SharedEvent.MalformedMessage(reason, message.octets(), at);
    }

    /**
     * Returns the event for a message that does not belong in the answer.
     *
     * @param query whose answer contained it, for people
     */
    static SharedEvent.UnexpectedMessage unexpected(Dhcpv6Message message, String query, LocalMoment at) {
        return new SharedEvent.UnexpectedMessage(
                message.transactionId(),
                baseTime(message),
                message.messageType() + " where it does not belong in the answer to " + query,
                at);
    }
}
