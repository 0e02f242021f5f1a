package net.leasequery.requestor.v4;

import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.ConversationEvent;
import net.leasequery.requestor.dialect.OpenQuery;
import net.leasequery.requestor.dialect.Printable;

/** Reads the answer to an Active Leasequery. RFC 7724 sections 5.2.2 and 7.4. */
final class Ipv4ActiveAnswer implements OpenQuery<ConversationEvent> {

    private final DhcpActiveLeaseQuery request;
    private final ServerIdentity identity;

    Ipv4ActiveAnswer(DhcpActiveLeaseQuery request) {
        this.request = request;
        this.identity = new ServerIdentity(request.transactionId());
    }

    @Override
    public Object request() {
        return request;
    }

    @Override
    public ConversationEvent read(Object message, LocalMoment at) {
        if (message instanceof MalformedFrame malformed) {
            return new ConversationEvent.MalformedMessage(Printable.text(malformed), malformed.octets(), at);
        }
        if (message instanceof LeasequeryReply reply) {
            return read(reply, at);
        }
        return unexpected((Dhcpv4Message) message, at);
    }

    private ConversationEvent read(LeasequeryReply reply, LocalMoment at) {
        String server = identity.after(reply);
        return switch (reply.replyKind()) {
            case ACTIVE, UNASSIGNED ->
                reply.header().ciaddr().isUnspecified()
                        ? new ConversationEvent.MalformedMessage(ReplyTexts.withoutAddress(reply), Octets.EMPTY, at)
                        : new ConversationEvent.Bindings(
                                reply.transactionId(),
                                Ipv4Bindings.baseTime(reply),
                                List.of(Ipv4Bindings.of(reply, server)),
                                at);
            case STATUS, DONE -> status(reply, at);
            case UNKNOWN, TLS -> unexpected(reply, at);
        };
    }

    /** Here a status speaks of the whole stream, in a binding of that binding. RFC 7724 section 5.2.2. */
    private static ConversationEvent status(LeasequeryReply reply, LocalMoment at) {
        int xid = reply.transactionId();
        ServerTime baseTime = Ipv4Bindings.baseTime(reply);
        Status status = ReplyTexts.status(reply);
        boolean ends = reply.replyKind() == LeasequeryReply.ReplyKind.DONE;
        StatusCode meaning = status.meaning();
        return switch (meaning) {
            case SUCCESS ->
                ends
                        ? new ConversationEvent.QueryTerminated(xid, baseTime, status.text(), at)
                        : new ConversationEvent.Remark(xid, baseTime, at);
            case QUERY_TERMINATED -> new ConversationEvent.QueryTerminated(xid, baseTime, status.text(), at);
            case CONNECTION_ACTIVE -> new ConversationEvent.KeepAlive(xid, baseTime, at);
            case CATCH_UP_COMPLETE -> new ConversationEvent.CatchUpComplete(xid, baseTime, at);
            case DATA_MISSING -> new ConversationEvent.DataMissing(xid, baseTime, at);
            case UNSPEC_FAIL, MALFORMED_QUERY, NOT_ALLOWED, TLS_CONNECTION_REFUSED, UNKNOWN ->
                new ConversationEvent.Refused(xid, baseTime, ReplyTexts.refusal(status), at);
        };
    }

    private static ConversationEvent unexpected(Dhcpv4Message message, LocalMoment at) {
        return new ConversationEvent.UnexpectedMessage(
                message.transactionId(),
                Ipv4Bindings.baseTime(message),
                message.messageType() + " does not answer an Active Leasequery",
                at);
    }
}
