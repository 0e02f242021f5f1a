package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.internal.protocol.ConversationEvent.ConnectionClosed;
import net.leasequery.requestor.internal.protocol.ConversationEvent.QueryTerminated;
import net.leasequery.requestor.internal.protocol.ConversationEvent.ReceiveTimedOut;
import net.leasequery.requestor.internal.protocol.ConversationEvent.Refused;
import net.leasequery.requestor.internal.protocol.ConversationEvent.WriteTimedOut;
import net.leasequery.requestor.internal.protocol.ConversationState.CatchingUp;
import net.leasequery.requestor.internal.protocol.ConversationState.Disconnected;
import net.leasequery.requestor.internal.protocol.ConversationState.Live;
import net.leasequery.requestor.internal.protocol.ConversationState.Querying;
import net.leasequery.requestor.internal.protocol.ConversationState.Stopped;
import net.leasequery.requestor.internal.protocol.Effect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.SharedEvent.MalformedMessage;
import net.leasequery.requestor.internal.protocol.SharedEvent.UnexpectedMessage;
import org.jspecify.annotations.Nullable;

/** The transitions that end an open connection in any phase. */
final class ClosingTransitions {

    private final MalformedMessagePolicy malformedMessages;

    ClosingTransitions(MalformedMessagePolicy malformedMessages) {
        this.malformedMessages = malformedMessages;
    }

    /** Adds the transitions that end, or may end, an open connection. */
    <P extends ConversationState> Transitions<P, RetainedState, ConversationState> addTo(
            Transitions<P, RetainedState, ConversationState> transitions) {
        return transitions
                .on(
                        Refused.class,
                        (state, event, retained) -> ended(state, DisconnectReason.REFUSED, event.detail(), event))
                .on(
                        UnexpectedMessage.class,
                        (state, event, retained) ->
                                ended(state, DisconnectReason.PROTOCOL_ERROR, event.detail(), event))
                .on(MalformedMessage.class, (state, event, retained) -> malformed(state, event))
                .on(
                        ReceiveTimedOut.class,
                        (state, event, retained) ->
                                ended(state, DisconnectReason.RECEIVE_TIMEOUT, event.detail(), event))
                .on(
                        WriteTimedOut.class,
                        (state, event, retained) -> ended(state, DisconnectReason.DATA_TIMEOUT, event.detail(), event))
                .on(
                        ConnectionClosed.class,
                        (state, event, retained) -> ended(state, event.reason(), event.detail(), event))
                .on(SharedEvent.Stopped.class, (state, event, retained) -> stopped(retained));
    }

    static Step<ConversationState> stopped(RetainedState retained) {
        return Step.to(new Stopped(retained), new CloseConnection(Effect.Link.LIVE));
    }

    private static Step<ConversationState> ended(
            ConversationState state, DisconnectReason reason, String detail, ConversationEvent event) {
        return disconnected(standingAfter(state, event.at()), reason, detail, event.at());
    }

    /** A stream that stayed live for a while was useful, even if nothing changed meanwhile. */
    private static RetainedState standingAfter(ConversationState state, LocalMoment at) {
        return state instanceof Live live && live.progress() != null
                ? live.retained().afterProgress(live.query(), at)
                : state.retained();
    }

    static Step<ConversationState> disconnected(
            RetainedState retained, DisconnectReason reason, String detail, LocalMoment at) {
        RetainedState after = retained.afterConnection();
        return Step.to(
                new Disconnected(after),
                Deliveries.notice(new Notice.Disconnected(reason, detail), after, at),
                new CloseConnection(Effect.Link.LIVE),
                new AwaitBackOff(Effect.Link.LIVE, after.fruitless()));
    }

    /**
     * Ends the connection because the server's clock was set and only a new query can ask for what the step made
     * doubtful.
     *
     * @param step by which it was set; null if unknown
     */
    static Step<ConversationState> clockStepped(RetainedState retained, @Nullable ClockStep step, LocalMoment at) {
        String detail = (step == null
                        ? "the server's clock was set back"
                        : "the server's clock was set from " + step.from() + " to " + step.to())
                + ", so the ends of its leases are doubtful; all bindings are asked for again with a new connection";
        return disconnected(retained, DisconnectReason.CLOCK_STEPPED, detail, at);
    }

    static Step<ConversationState> foreignXid(RetainedState retained, int expected, ServerMessage event) {
        return disconnected(retained, DisconnectReason.PROTOCOL_ERROR, event.foreignTo(expected), event.at());
    }

    static Step<ConversationState> terminated(RetainedState retained, QueryTerminated event) {
        String detail = "the server ended the query" + (event.text().isEmpty() ? "" : ": " + event.text());
        return reported(
                new Notice.QueryTerminated(event.text()),
                retained,
                DisconnectReason.QUERY_TERMINATED,
                detail,
                event.at());
    }

    /** The policy decides whether {@code event} ends the connection. */
    private Step<ConversationState> malformed(ConversationState state, MalformedMessage event) {
        boolean ofSnapshot = (state instanceof CatchingUp catchingUp && catchingUp.snapshotId() != null)
                || (state instanceof Querying querying && querying.snapshotId() != null);
        Notice notice = event.notice(ofSnapshot);
        RetainedState retained = standingAfter(state, event.at());
        Deliver report = Deliveries.notice(notice, retained, event.at());
        return switch (malformedMessages) {
            case FAIL -> reported(notice, retained, DisconnectReason.MALFORMED_MESSAGE, event.reason(), event.at());
            case SKIP -> Step.to(state, report);
            case QUARANTINE -> Step.to(state, report, new Deliver(event.quarantined(retained.resume())));
        };
    }

    private static Step<ConversationState> reported(
            Notice notice, RetainedState retained, DisconnectReason reason, String detail, LocalMoment at) {
        RetainedState after = retained.afterConnection();
        return Step.to(
                new Disconnected(after),
                Deliveries.notice(notice, after, at),
                Deliveries.notice(new Notice.Disconnected(reason, detail), after, at),
                new CloseConnection(Effect.Link.LIVE),
                new AwaitBackOff(Effect.Link.LIVE, after.fruitless()));
    }
}
