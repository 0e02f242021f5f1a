package net.leasequery.requestor.internal.protocol;

import java.time.Instant;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ConversationEvent.BackOffElapsed;
import net.leasequery.requestor.internal.protocol.ConversationEvent.CatchUpComplete;
import net.leasequery.requestor.internal.protocol.ConversationEvent.ConnectFailed;
import net.leasequery.requestor.internal.protocol.ConversationEvent.DataMissing;
import net.leasequery.requestor.internal.protocol.ConversationEvent.KeepAlive;
import net.leasequery.requestor.internal.protocol.ConversationEvent.QueryTerminated;
import net.leasequery.requestor.internal.protocol.ConversationEvent.Remark;
import net.leasequery.requestor.internal.protocol.ConversationEvent.Started;
import net.leasequery.requestor.internal.protocol.ConversationEvent.TlsAgreed;
import net.leasequery.requestor.internal.protocol.ConversationEvent.TlsRequested;
import net.leasequery.requestor.internal.protocol.ConversationState.CatchingUp;
import net.leasequery.requestor.internal.protocol.ConversationState.Connecting;
import net.leasequery.requestor.internal.protocol.ConversationState.Handshaking;
import net.leasequery.requestor.internal.protocol.ConversationState.Live;
import net.leasequery.requestor.internal.protocol.ConversationState.Querying;
import net.leasequery.requestor.internal.protocol.ConversationState.Stopped;
import net.leasequery.requestor.internal.protocol.ConversationState.Upgrading;
import net.leasequery.requestor.internal.protocol.Effect.Connect;
import net.leasequery.requestor.internal.protocol.Effect.SendActiveQuery;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import org.jspecify.annotations.Nullable;

/**
 * The transition function of the live connection. Pure: the same state and event always give the same step. An event
 * that has no meaning in a state, such as a late message of a closed connection, changes nothing.
 *
 * <p>RFC 7724 section 7.
 */
public final class Conversation {

    private static final Transitions<ConversationState, RetainedState, ConversationState> DISCONNECTED =
            new Transitions<ConversationState, RetainedState, ConversationState>((state, retained) -> state)
                    .on(Started.class, (state, event, retained) -> connect(retained))
                    .on(BackOffElapsed.class, (state, event, retained) -> connect(retained))
                    .on(SharedEvent.Stopped.class, (state, event, retained) -> Step.to(new Stopped(retained)));

    /** Once TLS was requested, only a completed handshake leads to a query. */
    private static final Transitions<ConversationState, RetainedState, ConversationState> UPGRADING =
            whileConnecting().on(TlsAgreed.class, (state, event, retained) -> Step.to(new Handshaking(retained)));

    private final ResumeRules rules;
    private final @Nullable ServerTime snapshotStart;
    private final CatchUpTransitions whileCatchingUp;
    private final Transitions<ConversationState, RetainedState, ConversationState> connecting;
    private final Transitions<ConversationState, RetainedState, ConversationState> handshaking;
    private final Transitions<Querying, RetainedState, ConversationState> querying;
    private final LiveTransitions whileLive;

    /**
     * @param rules for moving the resume position
     * @param snapshotStart the beginning of time, if an owed snapshot is loaded by a catch-up from there; null if a
     *     back-fill loads it
     * @param malformedMessages policy for them
     */
    public Conversation(
            ResumeRules rules, @Nullable ServerTime snapshotStart, MalformedMessagePolicy malformedMessages) {
        this.rules = rules;
        this.snapshotStart = snapshotStart;
        ClosingTransitions endings = new ClosingTransitions(malformedMessages);
        boolean asksAnew = snapshotStart != null;
        IdentityTransitions identification = new IdentityTransitions(asksAnew);
        this.whileCatchingUp = new CatchUpTransitions(rules, asksAnew, endings, identification);
        this.whileLive = new LiveTransitions(rules, asksAnew, endings, identification);
        this.connecting = whileConnecting()
                .on(TlsRequested.class, (state, event, retained) -> Step.to(new Upgrading(retained)))
                .on(ConnectionOpened.class, (state, event, retained) -> opened(retained, event));
        this.handshaking =
                whileConnecting().on(ConnectionOpened.class, (state, event, retained) -> opened(retained, event));
        this.querying = endings.addTo(
                        new Transitions<Querying, RetainedState, ConversationState>((state, retained) -> state))
                .on(ServerIdentified.class, (state, event, retained) -> identification.next(state, event))
                .on(Bindings.class, (state, event, retained) -> answered(state, event))
                .on(KeepAlive.class, (state, event, retained) -> answered(state, event))
                .on(CatchUpComplete.class, (state, event, retained) -> answered(state, event))
                .on(DataMissing.class, (state, event, retained) -> answered(state, event))
                .on(Remark.class, (state, event, retained) -> answered(state, event))
                .on(QueryTerminated.class, (state, event, retained) -> answered(state, event));
    }

    /** Returns the step that {@code event} causes in {@code state}. */
    public Step<ConversationState> next(ConversationState state, ConversationEvent event) {
        RetainedState retained = state.retained();
        return switch (state.phase()) {
            case DISCONNECTED -> DISCONNECTED.next(state, event, retained);
            case CONNECTING -> connecting.next(state, event, retained);
            case UPGRADING -> UPGRADING.next(state, event, retained);
            case HANDSHAKING -> handshaking.next(state, event, retained);
            case QUERYING -> whileQuerying((Querying) state, event);
            case CATCHING_UP -> whileCatchingUp.next((CatchingUp) state, event);
            case LIVE -> whileLive.next((Live) state, event);
            case STOPPED -> Step.to(state);
        };
    }

    private static Transitions<ConversationState, RetainedState, ConversationState> whileConnecting() {
        return new Transitions<ConversationState, RetainedState, ConversationState>((state, retained) -> state)
                .on(ConnectFailed.class, (state, event, retained) -> failed(retained, event))
                .on(SharedEvent.Stopped.class, (state, event, retained) -> ClosingTransitions.stopped(retained));
    }

    private static Step<ConversationState> connect(RetainedState retained) {
        return Step.to(new Connecting(retained), new Connect(Effect.Link.LIVE));
    }

    private static Step<ConversationState> failed(RetainedState retained, ConnectFailed event) {
        return ClosingTransitions.disconnected(retained, event.reason(), event.detail(), event.at());
    }

    private Step<ConversationState> opened(RetainedState retained, ConnectionOpened event) {
        if (snapshotStart != null && owesSnapshot(retained)) {
            String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
            return ask(retained.withBackfillBegun(), snapshotStart, id, event);
        }
        ResumePosition position = retained.resume().position();
        return ask(retained, position == null ? null : position.queryStartTime(rules.overlapSeconds()), null, event);
    }

    private static Step<ConversationState> ask(
            RetainedState retained, @Nullable ServerTime start, @Nullable String snapshotId, ConnectionOpened event) {
        ActiveQuery query = new ActiveQuery(event.firstXid(), start, event.at());
        Notice.Connected connection = new Notice.Connected(event.peer(), event.security());
        return Step.to(new Querying(retained, query, connection, snapshotId), new SendActiveQuery(query));
    }

    /** The first message of the answer proves that a DHCP server is there; an error or silence does not. */
    private Step<ConversationState> whileQuerying(Querying state, ConversationEvent event) {
        if (event instanceof ServerMessage message
                && message.xid() != state.query().xid()) {
            return ClosingTransitions.foreignXid(state.retained(), state.query().xid(), message);
        }
        return querying.next(state, event, state.retained());
    }

    private Step<ConversationState> answered(Querying state, ConversationEvent event) {
        Step<ConversationState> answered = state.answered(event.at());
        return next(answered.state(), event).after(answered.effects());
    }

    /** A gap with an end is one that the server has reported as no longer available. */
    private static boolean owesSnapshot(RetainedState retained) {
        Gap owed = retained.resume().gap();
        return owed != null && owed.isSnapshot() && owed.end() == null;
    }
}
