package net.leasequery.requestor.internal.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.protocol.BackfillState.Answering;
import net.leasequery.requestor.internal.protocol.BackfillState.BackingOff;
import net.leasequery.requestor.internal.protocol.BackfillState.Connecting;
import net.leasequery.requestor.internal.protocol.BackfillState.Idle;
import net.leasequery.requestor.internal.protocol.BackfillState.Questioning;
import net.leasequery.requestor.internal.protocol.BackfillState.Stopped;
import net.leasequery.requestor.internal.protocol.BulkEvent.Failed;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Connect;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;

/**
 * The transition function of the bulk connection in parallel to a live stream: back-fill and questions. A gap stays
 * owed in the resume state until the last DONE of a run through all configured queries; a run that ends earlier is
 * repeated as a whole. Pure except for the {@link BackfillWindow} of a run, which is part of its state and changes in
 * place.
 *
 * <p>A bulk answer reports each binding as it was at some moment after the query. The live stream has to deliver later
 * changes, which is certain only if it was open by then: either a resume position exists, from which it catches up, or
 * a message has shown that it is open. If neither held when the query was sent, a short window stays owed and is filled
 * once there is proof.
 */
public final class Backfill {

    private static final String CLOCK_SET = "the server's clock was set while it answered, so its answer cannot be put"
            + " in order with the stream of changes; it is asked again";

    private final boolean enabled;
    private final Supplier<BackfillWindow> windows;
    private final BackfillAnswer answer;
    private final QuestionAnswer questions;
    private final Transitions<Connecting, RetainedState, BackfillOutcome> connecting;
    private final Transitions<BackingOff, RetainedState, BackfillOutcome> backingOff;

    /**
     * @param queries to run, one after the other
     * @param endsCanBeTold whether a bulk answer can report that a binding has ended. If not, a gap is filled by asking
     *     for everything, because only a complete answer shows which bindings ended
     * @param overlapSeconds subtracted from the start of the window that stays owed, not negative
     * @param windows opens the window of a run
     */
    public Backfill(
            List<BulkQuery> queries,
            SnapshotMode mode,
            boolean endsCanBeTold,
            long overlapSeconds,
            MalformedMessagePolicy malformedMessages,
            Supplier<BackfillWindow> windows) {
        this.enabled = mode != SnapshotMode.NEVER && !queries.isEmpty();
        this.windows = windows;
        this.answer = new BackfillAnswer(List.copyOf(queries), endsCanBeTold, overlapSeconds, malformedMessages);
        this.questions = new QuestionAnswer(mode != SnapshotMode.NEVER, malformedMessages, windows);
        this.connecting = new Transitions<Connecting, RetainedState, BackfillOutcome>(BackfillOutcome::new)
                .on(ConnectionOpened.class, this::opened)
                .on(
                        Failed.class,
                        (state, event, retained) -> BackfillAnswer.failed(
                                state.failures(), retained, "no connection: " + event.detail(), event.at()))
                .on(SharedEvent.Stopped.class, (state, event, retained) -> BackfillAnswer.stop(retained));
        this.backingOff = new Transitions<BackingOff, RetainedState, BackfillOutcome>(BackfillOutcome::new)
                .on(
                        BulkEvent.WaitElapsed.class,
                        (state, event, retained) -> BackfillOutcome.to(
                                new Idle(retained.resume().gap() == null ? 0 : state.failures()), retained))
                .on(SharedEvent.Stopped.class, (state, event, retained) -> BackfillAnswer.stop(retained));
    }

    /** Begins a run if a gap is owed and the live stream now allows it; stops if the live stream has stopped. */
    public Step<BackfillOutcome> follow(BackfillState state, ConversationState live, LocalMoment at) {
        RetainedState retained = live.retained();
        if (live.phase() == Phase.STOPPED) {
            return switch (state.phase()) {
                case IDLE, AWAITING_PROOF -> BackfillOutcome.to(new Stopped(), retained);
                case CONNECTING, ANSWERING, BACKING_OFF, ASKING -> BackfillAnswer.stop(retained);
                case STOPPED -> BackfillOutcome.to(state, retained);
            };
        }
        if (!isDue(live)) {
            return BackfillOutcome.to(state, retained);
        }
        return switch (state.phase()) {
            case IDLE -> connect(((Idle) state).failures(), retained);
            case AWAITING_PROOF ->
                retained.resume().position() == null ? BackfillOutcome.to(state, retained) : connect(0, retained);
            case ASKING -> questions.preempted((Questioning) state, retained, at);
            case CONNECTING, ANSWERING, BACKING_OFF, STOPPED -> BackfillOutcome.to(state, retained);
        };
    }

    /** Drops the query to another server; everything is owed now, and {@link #follow} asks for it. */
    public Step<BackfillOutcome> abandon(BackfillState state, RetainedState retained) {
        return switch (state.phase()) {
            case CONNECTING, ANSWERING -> BackfillOutcome.to(new Idle(0), retained, new CloseConnection(Link.BULK));
            case AWAITING_PROOF -> BackfillOutcome.to(new Idle(0), retained);
            // A question gives way to the back-fill that is owed now.
            case IDLE, BACKING_OFF, ASKING, STOPPED -> BackfillOutcome.to(state, retained);
        };
    }

    /**
     * Gives up the answer that is being received because the server's clock was set: the order of RFC 6926 section 7.6
     * depends on that clock. Does nothing if no answer is being received.
     */
    public Step<BackfillOutcome> clockStepped(BackfillState state, RetainedState retained, LocalMoment at) {
        if (state instanceof Questioning questioning) {
            return questions.failed(questioning, retained, CLOCK_SET, at);
        }
        return state.window() == null
                ? BackfillOutcome.to(state, retained)
                : BackfillAnswer.failed(state.failures(), retained, CLOCK_SET, at);
    }

    /**
     * Begins to ask the question or reports why not, because a question never waits. Ends with a notice in either case.
     */
    public Step<BackfillOutcome> ask(BackfillState state, Question question, ConversationState live, LocalMoment at) {
        return questions.ask(state, question, live, at);
    }

    /** Returns the step that {@code event} causes in {@code state}. */
    public Step<BackfillOutcome> next(BackfillState state, BulkEvent event, RetainedState retained) {
        return switch (state.phase()) {
            case CONNECTING -> connecting.next((Connecting) state, event, retained);
            case ANSWERING -> answer.next((Answering) state, event, retained);
            case BACKING_OFF -> backingOff.next((BackingOff) state, event, retained);
            case ASKING -> questions.received((Questioning) state, event, retained);
            case IDLE, AWAITING_PROOF ->
                BackfillOutcome.to(event instanceof SharedEvent.Stopped ? new Stopped() : state, retained);
            case STOPPED -> BackfillOutcome.to(state, retained);
        };
    }

    private boolean isDue(ConversationState live) {
        boolean open =
                live.phase() == Phase.QUERYING || live.phase() == Phase.CATCHING_UP || live.phase() == Phase.LIVE;
        return enabled && open && live.retained().resume().gap() != null;
    }

    private static Step<BackfillOutcome> connect(int failures, RetainedState retained) {
        return BackfillOutcome.to(new Connecting(failures, null), retained, new Connect(Link.BULK));
    }

    private Step<BackfillOutcome> opened(Connecting state, ConnectionOpened event, RetainedState retained) {
        BackfillRun interrupted = state.interrupted();
        if (interrupted == null) {
            return begin(state, event, retained);
        }
        BackfillRun run = interrupted.with(interrupted.pass().continuedWith(event.firstXid()));
        return BackfillOutcome.to(new Answering(state.failures(), run), retained, answer.send(run));
    }

    private Step<BackfillOutcome> begin(Connecting state, ConnectionOpened event, RetainedState retained) {
        Gap owed = retained.resume().gap();
        if (owed == null) {
            return BackfillOutcome.to(new Idle(0), retained, new CloseConnection(Link.BULK));
        }
        RetainedState begun = retained.withBackfillBegun();
        boolean proven = retained.resume().position() != null;
        String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
        BackfillRun run =
                new BackfillRun(BulkPass.beginning(id, event.firstXid()), owed, proven, Set.of(), windows.get());
        List<Effect> effects = new ArrayList<>();
        effects.add(answer.send(run));
        if (owed.isSnapshot()) {
            effects.add(Deliveries.notice(new Notice.SnapshotStarted(id), begun.resume(), event.at()));
        }
        return new Step<>(new BackfillOutcome(new Answering(state.failures(), run), begun), effects);
    }
}
