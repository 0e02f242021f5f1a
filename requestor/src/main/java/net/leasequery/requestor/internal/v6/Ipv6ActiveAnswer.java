package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Dhcpv6Reply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.dialect.ToleratedFaults;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.jspecify.annotations.Nullable;

/** Reads the answer to an Active Leasequery. RFC 7653 section 8.4. */
final class Ipv6ActiveAnswer implements Answer<ConversationEvent> {

    private static final String QUERY = "an Active Leasequery";

    private final AnswerHead head;

    /**
     * @param xid transaction-id of the query
     * @param faults counts faults of replies that cost no reply
     */
    Ipv6ActiveAnswer(int xid, ToleratedFaults faults) {
        this.head = new AnswerHead(xid, faults);
    }

    @Override
    public ConversationEvent read(Object message, LocalMoment at) {
        if (message instanceof Dhcpv6Reply reply) {
            head.read(reply);
            if (AnswerHead.hasUnreadableStatus(reply)) {
                return AnswerHead.unreadableStatus(reply, at);
            }
            return switch (reply.replyKind()) {
                case LEASEQUERY_REPLY -> bindings(reply, at);
                case LEASEQUERY_DATA ->
                    head.permits(reply) ? bindings(reply, at) : AnswerHead.unexpected(reply, QUERY, at);
                case LEASEQUERY_DONE -> ended(reply, at);
                case REPLY -> AnswerHead.unexpected(reply, QUERY, at);
            };
        }
        return AnswerHead.unexpected((Dhcpv6Message) message, QUERY, at);
    }

    @Override
    public void malformed(MalformedFrame frame) {
        head.malformed(frame);
    }

    @Override
    public @Nullable String serverId() {
        return head.serverId();
    }

    private ConversationEvent bindings(Dhcpv6Reply reply, LocalMoment at) {
        Status status = ReplyTexts.status(reply);
        List<ClientData> clients = reply.options().clientData();
        boolean hasClients = !clients.isEmpty();
        if (!status.isSuccess()) {
            return hasClients
                    ? AnswerHead.meaningless(reply, "client data beside " + ReplyTexts.describe(status), at)
                    : status(reply, status, at);
        }
        if (hasClients) {
            return head.bindings(reply, clients, at);
        }
        int xid = reply.transactionId();
        ServerTime baseTime = AnswerHead.baseTime(reply);
        // The first reply shows that the query succeeds; after it, a message without client data is a keep-alive.
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
                        ReplyTexts.refusal(status) + "; it has Bulk Leasequery only: set queryMode to BULK",
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

    /** An Active query has no natural end: any end without an error counts as QueryTerminated. */
    private static ConversationEvent ended(Dhcpv6Reply reply, LocalMoment at) {
        Status status = ReplyTexts.status(reply);
        return status.isSuccess()
                ? new ConversationEvent.QueryTerminated(
                        reply.transactionId(), AnswerHead.baseTime(reply), ReplyTexts.text(status), at)
                : status(reply, status, at);
    }
}
