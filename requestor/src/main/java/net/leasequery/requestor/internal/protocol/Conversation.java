package net.leasequery.requestor.internal.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ConversationEffect.CloseConnection;
import net.leasequery.requestor.internal.protocol.ConversationEffect.Connect;
import net.leasequery.requestor.internal.protocol.ConversationEffect.SendQuery;
import net.leasequery.requestor.internal.protocol.ConversationEvent.ConnectFailed;
import net.leasequery.requestor.internal.protocol.ConversationState.CatchingUp;
import net.leasequery.requestor.internal.protocol.ConversationState.Connecting;
import net.leasequery.requestor.internal.protocol.ConversationState.Handshaking;
import net.leasequery.requestor.internal.protocol.ConversationState.Live;
import net.leasequery.requestor.internal.protocol.ConversationState.Querying;
import net.leasequery.requestor.internal.protocol.ConversationState.Stopped;
import net.leasequery.requestor.internal.protocol.ConversationState.Upgrading;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import org.jspecify.annotations.Nullable;

/**
 * The transition function. Pure: the same state and event always give the same step. An event that
 * has no meaning in a state, such as the last words of a connection that was closed, changes nothing.
 *
 * <p>RFC 7724 section 7.
 */
public final class Conversation {

    private final ResumeRules rules;
    private final @Nullable ServerTime snapshotStart;
    private final ClosingTransitions endings;
    private final IdentityTransitions identification;
    private final CatchUpTransitions whileCatchingUp;
    private final LiveTransitions whileLive;

    /**
     * @param rules by which the resume position moves
     * @param snapshotStart the beginning of time, if a snapshot that is owed shall be asked for as
     *     catch-up from there; null if a back-fill brings it
     * @param malformedMessages what to do with them
     */
    public Conversation(
            ResumeRules rules, @Nullable ServerTime snapshotStart, MalformedMessagePolicy malformedMessages) {
        this.rules = rules;
        this.snapshotStart = snapshotStart;
        ClosingTransitions endings = new ClosingTransitions(malformedMessages);
        this.endings = endings;
        boolean asksAnew = snapshotStart != null;
        this.identification = new IdentityTransitions(asksAnew);
        this.whileCatchingUp = new CatchUpTransitions(rules, asksAnew, endings, identification);
        this.whileLive = new LiveTransitions(rules, asksAnew, endings, identification);
    }

    /** What {@code event} makes of a conversation in {@code state}. */
    public Step next(ConversationState state, ConversationEvent event) {
        return switch (state.phase()) {
            case DISCONNECTED -> whileDisconnected(state, event);
            case CONNECTING, UPGRADING, HANDSHAKING -> whileConnecting(state, event);
            case QUERYING -> whileQuerying((Querying) state, event);
            case CATCHING_UP -> whileCatchingUp.next((CatchingUp) state, event);
            case LIVE -> whileLive.next((Live) state, event);
            case STOPPED -> Step.to(state);
        };
    }

    private static Step whileDisconnected(ConversationState state, ConversationEvent event) {
        return switch (event.liveKind()) {
            case STARTED, BACK_OFF_ELAPSED -> Step.to(new Connecting(state.retained()), new Connect());
            case STOPPED -> Step.to(new Stopped(state.retained()));
            case TLS_REQUESTED,
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
                state.phase() == Phase.CONNECTING ? Step.to(new Upgrading(state.retained())) : Step.to(state);
            case TLS_AGREED ->
                state.phase() == Phase.UPGRADING ? Step.to(new Handshaking(state.retained())) : Step.to(state);
            case CONNECTION_OPENED ->
                // Once TLS was asked for, nothing but a handshake leads to a query.
                state.phase() == Phase.UPGRADING ? Step.to(state) : opened(state.retained(), (ConnectionOpened) event);
            case CONNECT_FAILED -> failed(state.retained(), (ConnectFailed) event);
            case STOPPED -> Step.to(new Stopped(state.retained()), new CloseConnection());
            case STARTED,
                    BACK_OFF_ELAPSED,
                    READING_RESUMED,
                    SERVER_IDENTIFIED,
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

    private static Step failed(RetainedState retained, ConnectFailed event) {
        return ClosingTransitions.disconnected(retained, event.reason(), event.detail(), event.at());
    }

    private Step opened(RetainedState retained, ConnectionOpened event) {
        if (snapshotStart != null && owesSnapshotThatMayBeTold(retained)) {
            String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
            return ask(retained.withBackfillBegun(), snapshotStart, id, event);
        }
        ResumePosition position = retained.resume().position();
        return ask(retained, position == null ? null : position.queryStartTime(rules.overlapSeconds()), null, event);
    }

    private static Step ask(
            RetainedState retained, @Nullable ServerTime start, @Nullable String snapshotId, ConnectionOpened event) {
        ActiveQuery query = new ActiveQuery(event.firstXid(), start, event.at());
        Notice.Connected connection = new Notice.Connected(event.peer(), event.security());
        return Step.to(new Querying(retained, query, connection, snapshotId), new SendQuery(query));
    }

    /** The first message of the answer proves that a DHCP server is there; an error or silence does not. */
    private Step whileQuerying(Querying state, ConversationEvent event) {
        if (event instanceof ServerMessage message
                && message.xid() != state.query().xid()) {
            return ClosingTransitions.foreignXid(state.retained(), state.query().xid(), message);
        }
        return switch (event.liveKind()) {
            case SERVER_IDENTIFIED -> identification.next(state, (ServerIdentified) event);
            case BINDINGS, KEEP_ALIVE, CATCH_UP_COMPLETE, DATA_MISSING, REMARK, QUERY_TERMINATED -> {
                Step answered = state.answered(event.at());
                Step next = next(answered.state(), event);
                List<ConversationEffect> effects = new ArrayList<>(answered.effects());
                effects.addAll(next.effects());
                yield new Step(next.state(), effects);
            }
            case REFUSED,
                    UNEXPECTED_MESSAGE,
                    MALFORMED_MESSAGE,
                    RECEIVE_TIMED_OUT,
                    WRITE_TIMED_OUT,
                    CONNECTION_CLOSED,
                    STOPPED -> endings.next(state, event);
            case STARTED,
                    BACK_OFF_ELAPSED,
                    TLS_REQUESTED,
                    TLS_AGREED,
                    CONNECTION_OPENED,
                    CONNECT_FAILED,
                    READING_RESUMED -> Step.to(state);
        };
    }

    /** A gap with an end is one of which the server has said that it does not remember it. */
    private static boolean owesSnapshotThatMayBeTold(RetainedState retained) {
        Gap owed = retained.resume().gap();
        return owed != null && owed.isSnapshot() && owed.end() == null;
    }
}
