package net.leasequery.requestor.v4;

import java.util.List;
import java.util.OptionalLong;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.ConversationEvent;
import net.leasequery.requestor.dialect.OpenQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one query. The server-identifier need come only in the first reply; it is kept
 * for the rest (RFC 6926 section 7.3).
 */
final class Ipv4OpenQuery implements OpenQuery {

    private static final int LONGEST_TEXT = 256;

    private final Dhcpv4Message request;
    private @Nullable String serverIdentifier;

    Ipv4OpenQuery(Dhcpv4Message request) {
        this.request = request;
    }

    @Override
    public Object request() {
        return request;
    }

    @Override
    public ConversationEvent read(Object message, LocalMoment at) {
        if (message instanceof MalformedFrame malformed) {
            String reason = malformed.reason() + " (at octet " + malformed.offset() + " of " + malformed.length() + ")";
            return new ConversationEvent.MalformedMessage(reason, malformed.octets(), at);
        }
        if (message instanceof LeasequeryReply reply) {
            return read(reply, at);
        }
        if (message instanceof Dhcpv4Message other) {
            return unexpected(other, at);
        }
        throw new IllegalArgumentException("no DHCPv4 message: " + message.getClass());
    }

    private ConversationEvent read(LeasequeryReply reply, LocalMoment at) {
        Ipv4Address identifier = reply.options().serverIdentifier();
        if (identifier != null && reply.transactionId() == request.transactionId()) {
            serverIdentifier = identifier.toString();
        }
        return switch (reply.replyKind()) {
            case ACTIVE, UNASSIGNED -> binding(reply, at);
            case STATUS, DONE -> status(reply, at);
            case UNKNOWN, TLS -> unexpected(reply, at);
        };
    }

    private ConversationEvent binding(LeasequeryReply reply, LocalMoment at) {
        if (reply.header().ciaddr().isUnspecified()) {
            return new ConversationEvent.MalformedMessage(
                    reply.messageType() + " without an address in ciaddr", Octets.EMPTY, at);
        }
        return new ConversationEvent.Bindings(
                reply.transactionId(), baseTime(reply), List.of(Ipv4Bindings.of(reply, serverIdentifier)), at);
    }

    /** Here a status speaks of the whole query, in a binding of that binding (RFC 7724 section 5.2.2). */
    private static ConversationEvent status(LeasequeryReply reply, LocalMoment at) {
        int xid = reply.transactionId();
        ServerTime baseTime = baseTime(reply);
        Status status = reply.options().statusCode();
        boolean done = reply.replyKind() == LeasequeryReply.ReplyKind.DONE;
        StatusCode meaning = status == null ? StatusCode.SUCCESS : status.meaning();
        String text = status == null ? "" : printable(status.text());
        return switch (meaning) {
            case SUCCESS ->
                done
                        ? new ConversationEvent.QueryTerminated(xid, baseTime, text, at)
                        : new ConversationEvent.Remark(xid, baseTime, at);
            case QUERY_TERMINATED -> new ConversationEvent.QueryTerminated(xid, baseTime, text, at);
            case CONNECTION_ACTIVE -> new ConversationEvent.KeepAlive(xid, baseTime, at);
            case CATCH_UP_COMPLETE -> new ConversationEvent.CatchUpComplete(xid, baseTime, at);
            case DATA_MISSING -> new ConversationEvent.DataMissing(xid, baseTime, at);
            case UNSPEC_FAIL, MALFORMED_QUERY, NOT_ALLOWED, TLS_CONNECTION_REFUSED, UNKNOWN ->
                new ConversationEvent.Refused(xid, baseTime, refusal(status, text), at);
        };
    }

    private static String refusal(@Nullable Status status, String text) {
        String code = status == null ? "" : status.meaning() + " (" + status.code() + ")";
        return "The server refused the query: " + code + (text.isEmpty() ? "" : ": " + text);
    }

    private static ConversationEvent unexpected(Dhcpv4Message message, LocalMoment at) {
        return new ConversationEvent.UnexpectedMessage(
                message.transactionId(),
                baseTime(message),
                message.messageType() + " does not answer an Active Leasequery",
                at);
    }

    private static @Nullable ServerTime baseTime(Dhcpv4Message message) {
        OptionalLong seconds = message.options().baseTime();
        return seconds.isEmpty() ? null : ServerTime.ofWire(DhcpFamily.IPV4, seconds.getAsLong());
    }

    /** A server's text goes to logs and events: bounded, and without control characters. */
    private static String printable(String text) {
        String bounded = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
        return bounded.replaceAll("\\p{Cntrl}", " ");
    }
}
