package net.leasequery.requestor.v4;

import java.util.List;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.codec.v4.Status;
import net.leasequery.requestor.backfill.BackfillEvent;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.dialect.OpenQuery;

/** Reads the answer to a Bulk Leasequery. RFC 6926 section 7.3. */
final class Ipv4BulkAnswer implements OpenQuery<BackfillEvent> {

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
    public BackfillEvent read(Object message, LocalMoment at) {
        if (message instanceof MalformedFrame malformed) {
            return new BackfillEvent.MalformedMessage(ReplyTexts.of(malformed), malformed.octets(), at);
        }
        if (message instanceof LeasequeryReply reply) {
            return read(reply, at);
        }
        return unexpected((Dhcpv4Message) message, at);
    }

    private BackfillEvent read(LeasequeryReply reply, LocalMoment at) {
        String server = identity.after(reply);
        return switch (reply.replyKind()) {
            case ACTIVE, UNASSIGNED ->
                reply.header().ciaddr().isUnspecified()
                        ? new BackfillEvent.MalformedMessage(ReplyTexts.withoutAddress(reply), Octets.EMPTY, at)
                        : new BackfillEvent.Bindings(
                                reply.transactionId(),
                                Ipv4Bindings.baseTime(reply),
                                List.of(Ipv4Bindings.of(reply, server)),
                                at);
            case DONE -> done(reply, at);
            case UNKNOWN ->
                new BackfillEvent.MalformedMessage(
                        reply.messageType() + " in the answer to a Bulk Leasequery", Octets.EMPTY, at);
            case STATUS, TLS -> unexpected(reply, at);
        };
    }

    private static BackfillEvent done(LeasequeryReply reply, LocalMoment at) {
        ServerTime baseTime = Ipv4Bindings.baseTime(reply);
        Status status = ReplyTexts.status(reply);
        return status.isSuccess()
                ? new BackfillEvent.Done(reply.transactionId(), baseTime, at)
                : new BackfillEvent.Refused(reply.transactionId(), baseTime, ReplyTexts.refusal(status), at);
    }

    private static BackfillEvent unexpected(Dhcpv4Message message, LocalMoment at) {
        return new BackfillEvent.UnexpectedMessage(
                message.transactionId(),
                Ipv4Bindings.baseTime(message),
                message.messageType() + " does not answer a Bulk Leasequery",
                at);
    }
}
