package net.leasequery.requestor.internal.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.protocol.BackfillState.Answering;
import net.leasequery.requestor.internal.protocol.BackfillState.AwaitingProof;
import net.leasequery.requestor.internal.protocol.BackfillState.BackingOff;
import net.leasequery.requestor.internal.protocol.BackfillState.Connecting;
import net.leasequery.requestor.internal.protocol.BackfillState.Idle;
import net.leasequery.requestor.internal.protocol.BackfillState.Stopped;
import net.leasequery.requestor.internal.protocol.BulkEvent.Failed;
import net.leasequery.requestor.internal.protocol.BulkEvent.WaitElapsed;
import net.leasequery.requestor.internal.protocol.Effect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Connect;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import net.leasequery.requestor.internal.protocol.Effect.SendBulkQuery;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;

/**
 * The transition function of a back-fill in parallel to a live stream. A gap stays owed in the resume state until the
 * last DONE of a run through all configured queries; a run that ends earlier is repeated as a whole. Pure except for
 * the {@link BackfillWindow} of a run, which is part of its state and changes in place.
 *
 * <p>A bulk answer reports each binding as it was at some moment after the query. The live stream has to deliver later
 * changes, which is certain only if it was open by then: either a resume position exists, from which it catches up, or
 * a message has shown that it is open. If neither held when the query was sent, a short window stays owed and is filled
 * once there is proof.
 */
public final class Backfill extends BulkAnswer<Answering, RetainedState, BackfillOutcome> {

    private final List<BulkQuery> queries;
    private final boolean enabled;
    private final boolean endsAreReported;
    private final long overlapSeconds;
    private final Supplier<BackfillWindow> windows;
    private final Transitions<Connecting, RetainedState, BackfillOutcome> whileConnecting;

    /**
     * @param queries to run, one after the other
     * @param endsAreReported whether a bulk answer can report that a binding has ended. If not, a gap is filled by asking
     *     for everything, because only a complete answer shows which bindings ended
     * @param overlapSeconds subtracted from the start of the window that stays owed, not negative
     * @param windows opens the window of a run
     */
    public Backfill(
            List<BulkQuery> queries,
            SnapshotMode mode,
            boolean endsAreReported,
            long overlapSeconds,
            MalformedMessagePolicy malformedMessages,
            Supplier<BackfillWindow> windows) {
        super(malformedMessages, BackfillOutcome::new);
        this.queries = List.copyOf(queries);
        this.enabled = mode != SnapshotMode.NEVER && !queries.isEmpty();
        this.endsAreReported = endsAreReported;
        this.overlapSeconds = overlapSeconds;
        this.windows = windows;
        this.whileConnecting = new Transitions<Connecting, RetainedState, BackfillOutcome>(BackfillOutcome::new)
                .on(ConnectionOpened.class, this::opened)
                .on(
                        Failed.class,
                        (state, event, retained) ->
                                failed(state.failures(), retained, "no connection: " + event.detail(), event.at()));
    }

    /** Begins a run if a gap is owed and the live stream now allows it; stops if the live stream has stopped. */
    public Step<BackfillOutcome> follow(BackfillState state, ConversationState live, LocalMoment at) {
        RetainedState retained = live.retained();
        if (live.phase() == Phase.STOPPED) {
            return stop(state, retained);
        }
        boolean begins = isDue(live)
                && switch (state.phase()) {
                    case IDLE -> true;
                    case AWAITING_PROOF -> retained.resume().position() != null;
                    case CONNECTING, ANSWERING, BACKING_OFF, ASKING, STOPPED -> false;
                };
        return begins
                ? BackfillOutcome.to(new Connecting(state.failures(), null), retained, new Connect(Link.BULK))
                : BackfillOutcome.to(state, retained);
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

    /** Gives up the answer that is being received; does nothing if there is none. */
    public Step<BackfillOutcome> giveUp(BackfillState state, RetainedState retained, String reason, LocalMoment at) {
        return state.window() == null
                ? BackfillOutcome.to(state, retained)
                : failed(state.failures(), retained, reason, at);
    }

    /** Returns the step that {@code event} causes in {@code state}. */
    public Step<BackfillOutcome> next(BackfillState state, BulkEvent event, RetainedState retained) {
        if (event instanceof SharedEvent.Stopped) {
            return stop(state, retained);
        }
        return switch (state.phase()) {
            case CONNECTING -> whileConnecting.next((Connecting) state, event, retained);
            case ANSWERING -> answered((Answering) state, event, retained);
            case BACKING_OFF ->
                BackfillOutcome.to(event instanceof WaitElapsed ? waited(state, retained) : state, retained);
            case IDLE, AWAITING_PROOF, ASKING, STOPPED -> BackfillOutcome.to(state, retained);
        };
    }

    private static BackfillState waited(BackfillState state, RetainedState retained) {
        return new Idle(retained.resume().gap() == null ? 0 : state.failures());
    }

    private Step<BackfillOutcome> stop(BackfillState state, RetainedState retained) {
        return switch (state.phase()) {
            case IDLE, AWAITING_PROOF -> BackfillOutcome.to(new Stopped(), retained);
            case CONNECTING, ANSWERING, BACKING_OFF, ASKING -> stopped(retained);
            case STOPPED -> BackfillOutcome.to(state, retained);
        };
    }

    /** Whether a gap is owed and the live stream allows a back-fill. */
    boolean isDue(ConversationState live) {
        boolean open =
                live.phase() == Phase.QUERYING || live.phase() == Phase.CATCHING_UP || live.phase() == Phase.LIVE;
        return enabled && open && live.retained().resume().gap() != null;
    }

    private Step<BackfillOutcome> opened(Connecting state, ConnectionOpened event, RetainedState retained) {
        BackfillRun interrupted = state.interrupted();
        if (interrupted == null) {
            return begin(state, event, retained);
        }
        BackfillRun run = interrupted.with(interrupted.pass().continuedWith(event.firstXid()));
        return BackfillOutcome.to(new Answering(state.failures(), run), retained, send(run));
    }

    private Step<BackfillOutcome> begin(Connecting state, ConnectionOpened event, RetainedState retained) {
        Gap owed = retained.resume().gap();
        if (owed == null) {
            return BackfillOutcome.to(new Idle(0), retained, new CloseConnection(Link.BULK));
        }
        RetainedState begun = retained.withBackfillBegun();
        boolean proven = retained.resume().position() != null;
        String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
        BackfillRun run = BackfillRun.beginning(
                event.at(), BulkPass.beginning(id, event.firstXid()), owed, proven, windows.get());
        List<Effect> effects = new ArrayList<>();
        effects.add(send(run));
        if (owed.isSnapshot()) {
            effects.add(Deliveries.notice(new Notice.SnapshotStarted(id), begun, event.at()));
        }
        return new Step<>(new BackfillOutcome(new Answering(state.failures(), run), begun), effects);
    }

    /** Bindings missing from a snapshot end, so no query-end-time may keep recent changes out of it. */
    private SendBulkQuery send(BackfillRun run) {
        BulkPass pass = run.pass();
        Gap window = endsAreReported && !run.gap().isSnapshot() ? run.gap() : Gap.SNAPSHOT;
        return new SendBulkQuery(new BulkRequest(pass.xid(), queries.get(pass.index()), window));
    }

    @Override
    BulkPass pass(Answering phase) {
        return phase.run().pass();
    }

    @Override
    ResumeState resume(RetainedState retained) {
        return retained.resume();
    }

    /**
     * Both connections lead to one address. If the server on the live connection has not identified itself, it is taken
     * to have changed too. If it has, the address leads to several servers, and another attempt may reach the right
     * one.
     */
    @Override
    Step<BackfillOutcome> identified(Answering phase, ServerIdentified event, RetainedState retained) {
        ResumeState resume = retained.resume();
        if (!resume.isOfAnotherServerThan(event.server())) {
            return BackfillOutcome.to(phase, retained.withServer(event.server()));
        }
        if (retained.serverIdentified()) {
            String detail =
                    "server " + event.server() + " answered the bulk query, but the stream of changes comes from"
                            + " server " + resume.server() + "; give each server its own serverName";
            return failed(phase.failures(), retained, detail, event.at());
        }
        RetainedState changed = retained.withNewServer(event.server());
        return backOff(phase.failures(), changed)
                .after(Deliveries.notice(event.changedFrom(resume), changed, event.at()));
    }

    @Override
    Step<BackfillOutcome> bindings(Answering phase, Bindings event, RetainedState retained) {
        BackfillRun run = phase.run();
        RetainedState seen = retained.afterBulkMessage(event, run.pass(), overlapSeconds);
        BulkPass pass = run.pass();
        BackfillRun next =
                run.after(event, event.bindings().size()).withLinks(queries.get(pass.index()), event.bindings());
        return new Step<>(
                new BackfillOutcome(new Answering(phase.failures(), next), seen),
                Deliveries.bindings(
                        event,
                        run.origin(),
                        pass.id(),
                        seen.skew(),
                        seen.resume(),
                        run.window().admission(event, retained.skew())));
    }

    @Override
    Step<BackfillOutcome> done(Answering phase, BulkEvent.Done event, RetainedState retained) {
        RetainedState seen = retained.afterBulkMessage(event, phase.run().pass(), overlapSeconds);
        BackfillRun run = phase.run().after(event, 0);
        BulkPass pass = run.pass();
        if (pass.index() + 1 < queries.size()) {
            BackfillRun next = run.with(pass.withNextQuery());
            return BackfillOutcome.to(new Answering(phase.failures(), next), seen, send(next));
        }
        Gap remaining = run.remaining(overlapSeconds);
        RetainedState after = seen.withBackfilled(remaining);
        Notice notice = run.gap().isSnapshot()
                ? new Notice.SnapshotCompleted(pass.id(), pass.bindings(), run.links())
                : new Notice.GapFilled(run.gap(), pass.id(), pass.bindings(), !endsAreReported, run.links());
        Deliver report = Deliveries.notice(notice, after, event.at());
        // A server that loses its history again and again must not be asked for it in a fast loop.
        return remaining == null
                ? backOff(phase.failures(), after).after(report)
                : BackfillOutcome.to(new AwaitingProof(), after, report, new CloseConnection(Link.BULK));
    }

    @Override
    Step<BackfillOutcome> refused(Answering phase, BulkEvent.Refused event, RetainedState retained) {
        String detail = event.refusal().explained(queries.get(pass(phase).index()), event.detail());
        return failed(phase.failures(), retained, detail, event.at());
    }

    @Override
    Step<BackfillOutcome> stopped(RetainedState retained) {
        return BackfillOutcome.to(new Stopped(), retained, new CloseConnection(Link.BULK));
    }

    @Override
    Step<BackfillOutcome> failed(
            Answering phase, DisconnectReason reason, String detail, LocalMoment at, RetainedState retained) {
        return failed(phase.failures(), retained, detail, at);
    }

    @Override
    Step<BackfillOutcome> reconnecting(Answering phase, RetainedState retained) {
        return BackfillOutcome.to(new Connecting(phase.failures(), phase.run()), retained, new Connect(Link.BULK));
    }

    @Override
    BackfillOutcome withoutMessage(Answering phase, RetainedState retained) {
        return new BackfillOutcome(phase, retained);
    }

    private static Step<BackfillOutcome> failed(int failures, RetainedState retained, String detail, LocalMoment at) {
        Gap owed = retained.resume().gap();
        Step<BackfillOutcome> next = backOff(failures, retained);
        return owed == null
                ? next
                : next.after(Deliveries.notice(new Notice.BackfillFailed(owed, detail), retained, at));
    }

    private static Step<BackfillOutcome> backOff(int failuresBefore, RetainedState retained) {
        int failures = failuresBefore == Integer.MAX_VALUE ? failuresBefore : failuresBefore + 1;
        return BackfillOutcome.to(
                new BackingOff(failures),
                retained,
                new CloseConnection(Link.BULK),
                new AwaitBackOff(Link.BULK, failures));
    }
}
