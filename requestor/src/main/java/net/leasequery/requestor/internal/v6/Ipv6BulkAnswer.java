package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.v6.Dhcpv6Message;
import net.leasequery.codec.v6.Dhcpv6Reply;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.StatusCode;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.dialect.ToleratedFaults;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a Bulk Leasequery. RFC 5460 section 6.3. */
final class Ipv6BulkAnswer implements Answer<BulkEvent> {

    private static final String QUERY = "a Bulk Leasequery";

    private final AnswerHead head;

    /**
     * @param xid transaction-id of the query
     * @param faults counts faults of replies that cost no reply
     */
    Ipv6BulkAnswer(int xid, ToleratedFaults faults) {
        this.head = new AnswerHead(xid, faults);
    }

    @Override
    public BulkEvent read(Object message, LocalMoment at) {
        if (message instanceof Dhcpv6Reply reply) {
            head.read(reply);
            if (AnswerHead.hasUnreadableStatus(reply)) {
                return AnswerHead.unreadableStatus(reply, at);
            }
            Status status = ReplyTexts.status(reply);
            return switch (reply.replyKind()) {
                case LEASEQUERY_REPLY -> first(reply, status, at);
                case LEASEQUERY_DATA ->
                    head.permits(reply) ? further(reply, status, at) : AnswerHead.unexpected(reply, QUERY, at);
                case LEASEQUERY_DONE -> last(reply, status, at);
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

    /** Without a client there are no bindings, and no LEASEQUERY-DONE follows. */
    private BulkEvent first(Dhcpv6Reply reply, Status status, LocalMoment at) {
        if (!status.isSuccess()) {
            return refused(reply, status, at);
        }
        List<ClientData> clients = reply.options().clientData();
        return clients.isEmpty() ? done(reply, at) : head.bindings(reply, clients, at);
    }

    /** Without client data the message is of no use (RFC 5460 section 6.3). */
    private BulkEvent further(Dhcpv6Reply reply, Status status, LocalMoment at) {
        return status.isSuccess() ? head.bindings(reply, reply.options().clientData(), at) : refused(reply, status, at);
    }

    /** Success without a LEASEQUERY-REPLY would mean an answer without bindings, and so end all of them. */
    private BulkEvent last(Dhcpv6Reply reply, Status status, LocalMoment at) {
        if (!status.isSuccess()) {
            return refused(reply, status, at);
        }
        return head.permits(reply) ? done(reply, at) : AnswerHead.unexpected(reply, QUERY, at);
    }

    private static BulkEvent done(Dhcpv6Reply reply, LocalMoment at) {
        return new BulkEvent.Done(reply.transactionId(), AnswerHead.baseTime(reply), at);
    }

    private static BulkEvent refused(Dhcpv6Reply reply, Status status, LocalMoment at) {
        return new BulkEvent.Refused(
                reply.transactionId(),
                AnswerHead.baseTime(reply),
                refusal(status.meaning()),
                ReplyTexts.refusal(status),
                at);
    }

    private static Refusal refusal(StatusCode meaning) {
        return switch (meaning) {
            case NOT_ALLOWED -> Refusal.NOT_ALLOWED;
            case MALFORMED_QUERY -> Refusal.MALFORMED_QUERY;
            case UNKNOWN_QUERY_TYPE, NOT_CONFIGURED, NOT_SUPPORTED, UNKNOWN -> Refusal.NOT_UNDERSTOOD;
            case SUCCESS,
                    UNSPEC_FAIL,
                    NO_ADDRS_AVAIL,
                    NO_BINDING,
                    NOT_ON_LINK,
                    USE_MULTICAST,
                    NO_PREFIX_AVAIL,
                    QUERY_TERMINATED,
                    DATA_MISSING,
                    CATCH_UP_COMPLETE,
                    TLS_CONNECTION_REFUSED -> Refusal.FAILED;
        };
    }
}
