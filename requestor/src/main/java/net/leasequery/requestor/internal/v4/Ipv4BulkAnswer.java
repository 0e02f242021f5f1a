package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.dialect.ToleratedFaults;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a Bulk Leasequery. RFC 6926 section 7.3. */
final class Ipv4BulkAnswer implements Answer<BulkEvent> {

    private static final String QUERY = "a Bulk Leasequery";

    private final AnsweringServer identity;
    private final ToleratedFaults faults;

    /**
     * @param xid transaction-id of the query
     * @param faults counts faults of replies that cost no reply
     */
    Ipv4BulkAnswer(int xid, ToleratedFaults faults) {
        this.identity = new AnsweringServer(xid);
        this.faults = faults;
    }

    @Override
    public BulkEvent read(Object message, LocalMoment at) {
        if (message instanceof DhcpLeaseQueryReply reply) {
            return read(reply, at);
        }
        return ReplyFaults.unexpected((Dhcpv4Message) message, QUERY, at);
    }

    @Override
    public @Nullable String serverId() {
        return identity.text();
    }

    private BulkEvent read(DhcpLeaseQueryReply reply, LocalMoment at) {
        String server = identity.after(reply);
        faults.malformedOptions(reply.options().malformedCount());
        return switch (reply.replyKind()) {
            case ACTIVE, UNASSIGNED -> Ipv4Bindings.read(reply, server, faults, at);
            case DONE -> done(reply, at);
            case UNKNOWN ->
                ReplyFaults.meaningless(reply, reply.messageType() + " in the answer to a Bulk Leasequery", at);
            case STATUS, TLS -> ReplyFaults.unexpected(reply, QUERY, at);
        };
    }

    private static BulkEvent done(DhcpLeaseQueryReply reply, LocalMoment at) {
        if (ReplyFaults.hasUnreadableStatus(reply)) {
            return ReplyFaults.unreadableStatus(reply, at);
        }
        ServerTime baseTime = Ipv4Bindings.baseTime(reply);
        Status status = ReplyTexts.status(reply);
        return status.isSuccess()
                ? new BulkEvent.Done(reply.transactionId(), baseTime, at)
                : new BulkEvent.Refused(
                        reply.transactionId(), baseTime, refusal(status.meaning()), ReplyTexts.refusal(status), at);
    }

    private static Refusal refusal(StatusCode meaning) {
        return switch (meaning) {
            case NOT_ALLOWED -> Refusal.NOT_ALLOWED;
            case MALFORMED_QUERY -> Refusal.MALFORMED_QUERY;
            case UNKNOWN -> Refusal.NOT_UNDERSTOOD;
            case SUCCESS,
                    UNSPEC_FAIL,
                    QUERY_TERMINATED,
                    DATA_MISSING,
                    CONNECTION_ACTIVE,
                    CATCH_UP_COMPLETE,
                    TLS_CONNECTION_REFUSED -> Refusal.FAILED;
        };
    }
}
