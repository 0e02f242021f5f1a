package net.leasequery.requestor.conversation;

import java.time.Instant;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.conversation.ConversationEffect.CloseConnection;
import net.leasequery.requestor.conversation.ConversationEffect.Connect;
import net.leasequery.requestor.conversation.ConversationEffect.Deliver;
import net.leasequery.requestor.conversation.ConversationEffect.SendQuery;
import net.leasequery.requestor.conversation.ConversationState.CatchingUp;
import net.leasequery.requestor.conversation.ConversationState.Connecting;
import net.leasequery.requestor.conversation.ConversationState.Handshaking;
import net.leasequery.requestor.conversation.ConversationState.Live;
import net.leasequery.requestor.conversation.ConversationState.Stopped;
import net.leasequery.requestor.conversation.ConversationState.Upgrading;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.event.ConversationEvent;
import net.leasequery.requestor.event.ConversationEvent.ConnectFailed;
import net.leasequery.requestor.event.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.resume.ActiveQuery;
import net.leasequery.requestor.resume.Gap;
import net.leasequery.requestor.resume.ResumePosition;
import net.leasequery.requestor.settings.MalformedMessagePolicy;
import net.leasequery.requestor.status.RequestorStatus.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The transition function. Pure: the same state and event always give the same step. An event that
 * has no meaning in a state, such as the last words of a connection that was closed, changes nothing.
 *
 * <p>RFC 7724 section 7.
 */
public final class Conversation {

    private final long overlapSeconds;
    private final @Nullable ServerTime snapshotStart;
    private final WhileCatchingUp whileCatchingUp;
    private final WhileLive whileLive;

    /**
     * @param overlapSeconds taken off every query-start-time, not negative
     * @param snapshotStart the beginning of time, if a snapshot that is owed shall be asked for as
     *     catch-up from there; null if a back-fill brings it
     * @param malformedMessages what to do with them
     */
    public Conversation(
            long overlapSeconds, @Nullable ServerTime snapshotStart, MalformedMessagePolicy malformedMessages) {
        this.overlapSeconds = overlapSeconds;
        this.snapshotStart = snapshotStart;
        Endings endings = new Endings(malformedMessages);
        this.whileCatchingUp = new WhileCatchingUp(overlapSeconds, endings);
        this.whileLive = new WhileLive(overlapSeconds, endings);
    }

    /** What {@code event} makes of a conversation in {@code state}. */
    public Step next(ConversationState state, ConversationEvent event) {
        return switch (state.phase()) {
            case DISCONNECTED -> whileDisconnected(state, event);
            case CONNECTING, UPGRADING, HANDSHAKING -> whileConnecting(state, event);
            case CATCHING_UP -> whileCatchingUp.next((CatchingUp) state, event);
            case LIVE -> whileLive.next((Live) state, event);
            case STOPPED -> Step.to(state);
        };
    }

    private static Step whileDisconnected(ConversationState state, ConversationEvent event) {
        return switch (event.liveKind()) {
            case STARTED, BACK_OFF_ELAPSED -> Step.to(new Connecting(state.standing()), new Connect());
            case STOPPED -> Step.to(new Stopped(state.standing()));
            case TLS_REQUESTED,
                    TLS_AGREED,
                    CONNECTION_OPENED,
                    CONNECT_FAILED,
                    BINDINGS,
                    KEEP_ALIVE,
                    CATCH_UP_COMPLETE,
                    DATA_MISSING,
                    REMARK,
                    QUERY_TERMINATED,
                    REFUSED,
                    UNEXPECTED_MESSAGE,
                    MALFORMED_MESSAGE,
                    RECEIVE_TIMED_OUT,
                    WRITE_TIMED_OUT,
                    CONNECTION_CLOSED -> Step.to(state);
        };
    }

    private Step whileConnecting(ConversationState state, ConversationEvent event) {
        return switch (event.liveKind()) {
            case TLS_REQUESTED ->
                state.phase() == Phase.CONNECTING ? Step.to(new Upgrading(state.standing())) : Step.to(state);
            case TLS_AGREED ->
                state.phase() == Phase.UPGRADING ? Step.to(new Handshaking(state.standing())) : Step.to(state);
            case CONNECTION_OPENED ->
                // Once TLS was asked for, nothing but a handshake leads to a query.
                state.phase() == Phase.UPGRADING ? Step.to(state) : opened(state.standing(), (ConnectionOpened) event);
            case CONNECT_FAILED -> failed(state.standing(), (ConnectFailed) event);
            case STOPPED -> Step.to(new Stopped(state.standing()), new CloseConnection());
            case STARTED,
                    BACK_OFF_ELAPSED,
                    BINDINGS,
                    KEEP_ALIVE,
                    CATCH_UP_COMPLETE,
                    DATA_MISSING,
                    REMARK,
                    QUERY_TERMINATED,
                    REFUSED,
                    UNEXPECTED_MESSAGE,
                    MALFORMED_MESSAGE,
                    RECEIVE_TIMED_OUT,
                    WRITE_TIMED_OUT,
                    CONNECTION_CLOSED -> Step.to(state);
        };
    }

    private static Step failed(Standing standing, ConnectFailed event) {
        return Endings.disconnected(standing, event.reason(), event.detail(), event.at());
    }

    private Step opened(Standing standing, ConnectionOpened event) {
        ResumePosition position = standing.resume().position();
        Deliver connected =
                Deliveries.notice(new Notice.Connected(event.peer(), event.security()), standing, event.at());
        if (snapshotStart != null && owesSnapshotThatMayBeTold(standing)) {
            return snapshot(standing.withBackfillBegun(), snapshotStart, event, connected);
        }
        if (position != null) {
            ServerTime start = position.queryStartTime(overlapSeconds);
            ActiveQuery query = new ActiveQuery(event.firstXid(), start, event.at());
            return Step.to(new CatchingUp(standing, query, null, null, 0), new SendQuery(query), connected);
        }
        ActiveQuery query = new ActiveQuery(event.firstXid(), null, event.at());
        return Step.to(new Live(standing, query, null), new SendQuery(query), connected);
    }

    /** A gap with an end is one of which the server has said that it does not remember it. */
    private static boolean owesSnapshotThatMayBeTold(Standing standing) {
        Gap owed = standing.resume().gap();
        return owed != null && owed.isSnapshot() && owed.end() == null;
    }

    private static Step snapshot(Standing standing, ServerTime start, ConnectionOpened event, Deliver connected) {
        ActiveQuery query = new ActiveQuery(event.firstXid(), start, event.at());
        String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
        return Step.to(
                new CatchingUp(standing, query, null, id, 0),
                new SendQuery(query),
                connected,
                Deliveries.notice(new Notice.SnapshotStarted(id), standing, event.at()));
    }
}
