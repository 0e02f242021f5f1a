package net.leasequery.requestor.v6;

import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.ActiveLeasequery;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Dhcpv6Reply;
import net.leasequery.codec.v6.LeasequeryReply;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.ConversationEvent;
import net.leasequery.requestor.dialect.OpenQuery;
import net.leasequery.requestor.dialect.Printable;

/** Reads the answer to an Active Leasequery. RFC 7653 section 8.4. */
final class Ipv6ActiveAnswer implements OpenQuery<ConversationEvent> {

    private final ActiveLeasequery request;
    private final AnswerHead head;

    Ipv6ActiveAnswer(ActiveLeasequery request) {
        this.request = request;
        this.head = new AnswerHead(request.transactionId());
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
        if (message instanceof Dhcpv6Reply reply) {
            return switch (reply.replyKind()) {
                case LEASEQUERY_REPLY -> {
                    head.read((LeasequeryReply) reply);
                    yield told(reply, at);
                }
                case LEASEQUERY_DATA -> head.permits(reply) ? told(reply, at) : unexpected(reply, at);
                case LEASEQUERY_DONE -> ended(reply, at);
                case REPLY -> unexpected(reply, at);
            };
        }
        return unexpected((Dhcpv6Message) message, at);
    }

    private ConversationEvent told(Dhcpv6Reply reply, LocalMoment at) {
        Status status = ReplyTexts.status(reply);
        boolean hasClients = !reply.options().clientData().isEmpty();
        if (!status.isSuccess()) {
            return hasClients
                    ? new ConversationEvent.MalformedMessage(
                            "client data beside " + ReplyTexts.describe(status), Octets.EMPTY, at)
                    : status(reply, status, at);
        }
        int xid = reply.transactionId();
        ServerTime baseTime = AnswerHead.baseTime(reply);
        if (hasClients) {
            return new ConversationEvent.Bindings(xid, baseTime, head.bindings(reply, at), at);
        }
        // The first reply says that the query succeeds; after it, silence within a message is a sign of life.
        return reply.replyKind() == Dhcpv6Reply.ReplyKind.LEASEQUERY_REPLY
                ? new ConversationEvent.Remark(xid, baseTime, at)
                : new ConversationEvent.KeepAlive(xid, baseTime, at);
    }

    private static ConversationEvent status(Dhcpv6Reply reply, Status status, LocalMoment at) {
        int xid = reply.transactionId();
        ServerTime baseTime = AnswerHead.baseTime(reply);
        return switch (status.meaning()) {
            case CATCH_UP_COMPLETE -> new ConversationEvent.CatchUpComplete(xid, baseTime, at);
            case DATA_MISSING -> new ConversationEvent.DataMissing(xid, baseTime, at);
            case QUERY_TERMINATED -> new ConversationEvent.QueryTerminated(xid, baseTime, ReplyTexts.text(status), at);
            case NOT_SUPPORTED ->
                new ConversationEvent.Refused(
                        xid,
                        baseTime,
                        ReplyTexts.refusal(status) + "; it has Bulk Leasequery only: set query.mode=bulk",
                        at);
            case SUCCESS,
                    UNSPEC_FAIL,
                    NO_ADDRS_AVAIL,
                    NO_BINDING,
                    NOT_ON_LINK,
                    USE_MULTICAST,
                    NO_PREFIX_AVAIL,
                    UNKNOWN_QUERY_TYPE,
                    MALFORMED_QUERY,
                    NOT_CONFIGURED,
                    NOT_ALLOWED,
                    TLS_CONNECTION_REFUSED,
                    UNKNOWN -> new ConversationEvent.Refused(xid, baseTime, ReplyTexts.refusal(status), at);
        };
    }

    /** An Active query has no natural end: whatever ends it without an error is a goodbye. */
    private static ConversationEvent ended(Dhcpv6Reply reply, LocalMoment at) {
        Status status = ReplyTexts.status(reply);
        return status.isSuccess()
                ? new ConversationEvent.QueryTerminated(
                        reply.transactionId(), AnswerHead.baseTime(reply), ReplyTexts.text(status), at)
                : status(reply, status, at);
    }

    private static ConversationEvent unexpected(Dhcpv6Message message, LocalMoment at) {
        return new ConversationEvent.UnexpectedMessage(
                message.transactionId(),
                AnswerHead.baseTime(message),
                message.messageType() + " where it does not belong in the answer to an Active Leasequery",
                at);
    }
}
