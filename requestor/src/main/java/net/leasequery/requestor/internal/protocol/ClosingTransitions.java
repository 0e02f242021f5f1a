package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.internal.protocol.ConversationEffect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.ConversationEffect.CloseConnection;
import net.leasequery.requestor.internal.protocol.ConversationEffect.Deliver;
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
import net.leasequery.requestor.internal.protocol.SharedEvent.MalformedMessage;
import net.leasequery.requestor.internal.protocol.SharedEvent.UnexpectedMessage;
import org.jspecify.annotations.Nullable;

/** The ways in which an open connection ends, which do not depend on how far it had come. */
final class ClosingTransitions {

    private final MalformedMessagePolicy malformedMessages;

    ClosingTransitions(MalformedMessagePolicy malformedMessages) {
        this.malformedMessages = malformedMessages;
    }

    /** What an event that ends an open connection, or may do so, makes of it; any other changes nothing. */
    Step next(ConversationState state, ConversationEvent event) {
        return switch (event.liveKind()) {
            case REFUSED -> ended(state, DisconnectReason.REFUSED, ((Refused) event).detail(), event);
            case UNEXPECTED_MESSAGE ->
                ended(state, DisconnectReason.PROTOCOL_ERROR, ((UnexpectedMessage) event).detail(), event);
            case MALFORMED_MESSAGE -> malformed(state, (MalformedMessage) event);
            case RECEIVE_TIMED_OUT ->
                ended(state, DisconnectReason.RECEIVE_TIMEOUT, ((ReceiveTimedOut) event).detail(), event);
            case WRITE_TIMED_OUT ->
                ended(state, DisconnectReason.DATA_TIMEOUT, ((WriteTimedOut) event).detail(), event);
            case CONNECTION_CLOSED -> {
                ConnectionClosed closed = (ConnectionClosed) event;
                yield ended(state, closed.reason(), closed.detail(), event);
            }
            case STOPPED -> Step.to(new Stopped(state.retained()), new CloseConnection());
            case STARTED,
                    BACK_OFF_ELAPSED,
                    TLS_REQUESTED,
                    TLS_AGREED,
                    CONNECTION_OPENED,
                    CONNECT_FAILED,
                    READING_RESUMED,
                    SERVER_IDENTIFIED,
                    BINDINGS,
                    KEEP_ALIVE,
                    CATCH_UP_COMPLETE,
                    DATA_MISSING,
                    REMARK,
                    QUERY_TERMINATED -> Step.to(state);
        };
    }

    private static Step ended(
            ConversationState state, DisconnectReason reason, String detail, ConversationEvent event) {
        return disconnected(standingAfter(state, event.at()), reason, detail, event.at());
    }

    /** A stream that was live and stayed for a while was useful, also if nothing changed meanwhile. */
    private static RetainedState standingAfter(ConversationState state, LocalMoment at) {
        return state instanceof Live live && live.progress() != null
                ? live.retained().afterProgress(live.query(), at)
                : state.retained();
    }

    static Step disconnected(RetainedState retained, DisconnectReason reason, String detail, LocalMoment at) {
        RetainedState after = retained.afterConnection();
        return Step.to(
                new Disconnected(after),
                Deliveries.notice(new Notice.Disconnected(reason, detail), after, at),
                new CloseConnection(),
                new AwaitBackOff(after.fruitless()));
    }

    /**
     * The server's clock was set, and what that made doubtful can only be asked for with a new query.
     *
     * @param step by which it was set; null if nobody knows
     */
    static Step clockStepped(RetainedState retained, @Nullable ClockStep step, LocalMoment at) {
        String detail = (step == null
                        ? "the server's clock was set back"
                        : "the server's clock was set from " + step.from() + " to " + step.to())
                + ", so the ends of its leases are doubtful; all bindings are asked for again with a new connection";
        return disconnected(retained, DisconnectReason.CLOCK_STEPPED, detail, at);
    }

    static Step foreignXid(RetainedState retained, int expected, ServerMessage event) {
        return disconnected(retained, DisconnectReason.PROTOCOL_ERROR, event.foreignTo(expected), event.at());
    }

    static Step terminated(RetainedState retained, QueryTerminated event) {
        String detail = "the server ended the query" + (event.text().isEmpty() ? "" : ": " + event.text());
        return reported(
                new Notice.QueryTerminated(event.text()),
                retained,
                DisconnectReason.QUERY_TERMINATED,
                detail,
                event.at());
    }

    /** Whether {@code event} ends the connection is for the policy to say. */
    private Step malformed(ConversationState state, MalformedMessage event) {
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

    private static Step reported(
            Notice notice, RetainedState retained, DisconnectReason reason, String detail, LocalMoment at) {
        RetainedState after = retained.afterConnection();
        return Step.to(
                new Disconnected(after),
                Deliveries.notice(notice, after, at),
                Deliveries.notice(new Notice.Disconnected(reason, detail), after, at),
                new CloseConnection(),
                new AwaitBackOff(after.fruitless()));
    }
}
