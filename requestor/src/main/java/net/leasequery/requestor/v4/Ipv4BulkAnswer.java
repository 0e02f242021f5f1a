package net.leasequery.requestor.v4;

import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.bulk.BulkEvent;
import net.leasequery.requestor.bulk.Refusal;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.dialect.OpenQuery;
import net.leasequery.requestor.dialect.Printable;

/** Reads the answer to a Bulk Leasequery. RFC 6926 section 7.3. */
final class Ipv4BulkAnswer implements OpenQuery<BulkEvent> {

    private final DhcpBulkLeaseQuery request;
    private final ServerIdentity identity;

    Ipv4BulkAnswer(DhcpBulkLeaseQuery request) {
        this.request = request;
        this.identity = new ServerIdentity(request.transactionId());
    }

    @Override
    public Object request() {
        return request;
    }

    @Override
    public BulkEvent read(Object message, LocalMoment at) {
        if (message instanceof MalformedFrame malformed) {
            return new BulkEvent.MalformedMessage(Printable.text(malformed), malformed.octets(), at);
        }
        if (message instanceof LeasequeryReply reply) {
            return read(reply, at);
        }
        return unexpected((Dhcpv4Message) message, at);
    }

    private BulkEvent read(LeasequeryReply reply, LocalMoment at) {
        String server = identity.after(reply);
        return switch (reply.replyKind()) {
            case ACTIVE, UNASSIGNED ->
                reply.header().ciaddr().isUnspecified()
                        ? new BulkEvent.MalformedMessage(ReplyTexts.withoutAddress(reply), Octets.EMPTY, at)
                        : new BulkEvent.Bindings(
                                reply.transactionId(),
                                Ipv4Bindings.baseTime(reply),
                                List.of(Ipv4Bindings.of(reply, server)),
                                at);
            case DONE -> done(reply, at);
            case UNKNOWN ->
                new BulkEvent.MalformedMessage(
                        reply.messageType() + " in the answer to a Bulk Leasequery", Octets.EMPTY, at);
            case STATUS, TLS -> unexpected(reply, at);
        };
    }

    private static BulkEvent done(LeasequeryReply reply, LocalMoment at) {
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

    private static BulkEvent unexpected(Dhcpv4Message message, LocalMoment at) {
        return new BulkEvent.UnexpectedMessage(
                message.transactionId(),
                Ipv4Bindings.baseTime(message),
                message.messageType() + " does not answer a Bulk Leasequery",
                at);
    }
}
