package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.dialect.Answer;
import net.leasequery.requestor.internal.dialect.ToleratedFaults;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.jspecify.annotations.Nullable;

/** Reads the answer to an Active Leasequery. RFC 7724 sections 5.2.2 and 7.4. */
final class Ipv4ActiveAnswer implements Answer<ConversationEvent> {

    private static final String QUERY = "an Active Leasequery";

    private final AnsweringServer identity;
    private final ToleratedFaults faults;

    /**
     * @param xid transaction-id of the query
     * @param faults counts faults of replies that cost no reply
     */
    Ipv4ActiveAnswer(int xid, ToleratedFaults faults) {
        this.identity = new AnsweringServer(xid);
        this.faults = faults;
    }

    @Override
    public ConversationEvent read(Object message, LocalMoment at) {
        if (message instanceof DhcpLeaseQueryReply reply) {
            return read(reply, at);
        }
        return ReplyFaults.unexpected((Dhcpv4Message) message, QUERY, at);
    }

    @Override
    public @Nullable String serverId() {
        return identity.text();
    }

    private ConversationEvent read(DhcpLeaseQueryReply reply, LocalMoment at) {
        String server = identity.after(reply);
        faults.malformedOptions(reply.options().malformedCount());
        return switch (reply.replyKind()) {
            case ACTIVE ->
                LeaseWithoutBinding.is(reply) ? keepAlive(reply, at) : Ipv4Bindings.read(reply, server, faults, at);
            case UNASSIGNED -> Ipv4Bindings.read(reply, server, faults, at);
            case STATUS, DONE -> status(reply, at);
            case UNKNOWN, TLS -> ReplyFaults.unexpected(reply, QUERY, at);
        };
    }

    private ConversationEvent keepAlive(DhcpLeaseQueryReply reply, LocalMoment at) {
        faults.leaseWithoutBinding();
        return new ConversationEvent.KeepAlive(reply.transactionId(), Ipv4Bindings.baseTime(reply), at);
    }

    /**
     * The status of these messages applies to the whole stream; that of a binding applies to that binding only. RFC
     * 7724 section 5.2.2.
     */
    private static ConversationEvent status(DhcpLeaseQueryReply reply, LocalMoment at) {
        if (ReplyFaults.hasUnreadableStatus(reply)) {
            return ReplyFaults.unreadableStatus(reply, at);
        }
        int xid = reply.transactionId();
        ServerTime baseTime = Ipv4Bindings.baseTime(reply);
        Status status = ReplyTexts.status(reply);
        boolean ends = reply.replyKind() == DhcpLeaseQueryReply.ReplyKind.DONE;
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
}
