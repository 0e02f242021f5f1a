package net.leasequery.requestor.conversation;

import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.ConversationEffect.AwaitBackOff;
import net.leasequery.requestor.conversation.ConversationEffect.CloseConnection;
import net.leasequery.requestor.conversation.ConversationEffect.Deliver;
import net.leasequery.requestor.conversation.ConversationState.Disconnected;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.event.ConversationEvent.QueryTerminated;
import net.leasequery.requestor.event.FromServer;
import net.leasequery.requestor.event.SharedEvent.MalformedMessage;

/** The ways in which an open connection ends, which do not depend on how far it had come. */
final class Endings {

    private final MalformedMessagePolicy malformedMessages;

    Endings(MalformedMessagePolicy malformedMessages) {
        this.malformedMessages = malformedMessages;
    }

    static Step disconnected(Standing standing, DisconnectReason reason, String detail, LocalMoment at) {
        Standing after = standing.afterConnection();
        return Step.to(
                new Disconnected(after),
                Deliveries.notice(new Notice.Disconnected(reason, detail), after, at),
                new CloseConnection(),
                new AwaitBackOff(after.fruitless()));
    }

    static Step foreignXid(Standing standing, int expected, FromServer event) {
        return disconnected(standing, DisconnectReason.PROTOCOL_ERROR, event.foreignTo(expected), event.at());
    }

    static Step terminated(Standing standing, QueryTerminated event) {
        String detail = "the server ended the query" + (event.text().isEmpty() ? "" : ": " + event.text());
        return reported(
                new Notice.QueryTerminated(event.text()),
                standing,
                DisconnectReason.QUERY_TERMINATED,
                detail,
                event.at());
    }

    /** Whether {@code event} ends the connection is for the policy to say. */
    Step malformed(ConversationState state, MalformedMessage event) {
        Notice notice = event.notice();
        Standing standing = state.standing();
        Deliver report = Deliveries.notice(notice, standing, event.at());
        return switch (malformedMessages) {
            case FAIL -> reported(notice, standing, DisconnectReason.MALFORMED_MESSAGE, event.reason(), event.at());
            case SKIP -> Step.to(state, report);
            case QUARANTINE -> Step.to(state, report, new Deliver(event.quarantined(standing.resume())));
        };
    }

    private static Step reported(
            Notice notice, Standing standing, DisconnectReason reason, String detail, LocalMoment at) {
        Standing after = standing.afterConnection();
        return Step.to(
                new Disconnected(after),
                Deliveries.notice(notice, after, at),
                Deliveries.notice(new Notice.Disconnected(reason, detail), after, at),
                new CloseConnection(),
                new AwaitBackOff(after.fruitless()));
    }
}
