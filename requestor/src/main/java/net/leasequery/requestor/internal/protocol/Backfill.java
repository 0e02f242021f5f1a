package net.leasequery.requestor.internal.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.protocol.BackfillEffect.AwaitBackOff;
import net.leasequery.requestor.internal.protocol.BackfillEffect.CloseConnection;
import net.leasequery.requestor.internal.protocol.BackfillEffect.Connect;
import net.leasequery.requestor.internal.protocol.BackfillEffect.Deliver;
import net.leasequery.requestor.internal.protocol.BackfillEffect.OpenWindow;
import net.leasequery.requestor.internal.protocol.BackfillEffect.SendQuery;
import net.leasequery.requestor.internal.protocol.BackfillState.Answering;
import net.leasequery.requestor.internal.protocol.BackfillState.AwaitingProof;
import net.leasequery.requestor.internal.protocol.BackfillState.BackingOff;
import net.leasequery.requestor.internal.protocol.BackfillState.Connecting;
import net.leasequery.requestor.internal.protocol.BackfillState.Idle;
import net.leasequery.requestor.internal.protocol.BackfillState.Questioning;
import net.leasequery.requestor.internal.protocol.BackfillState.Stopped;
import net.leasequery.requestor.internal.protocol.BulkEvent.Failed;
import net.leasequery.requestor.internal.protocol.BulkEvent.Refused;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.internal.protocol.SharedEvent.MalformedMessage;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import net.leasequery.requestor.internal.protocol.SharedEvent.UnexpectedMessage;
import org.jspecify.annotations.Nullable;

/**
 * The transition function of the back-fill. Pure. What is owed stays in the resume state until the
 * last DONE of a run through all configured queries; a run that ends earlier is repeated as a whole.
 *
 * <p>A bulk answer tells of each binding as it was at some moment after the query. Later changes are
 * for the live stream to bring, which it does for certain only if it was open by then: either a
 * resume position exists, from which it catches up, or a message has shown that it is. If neither
 * held when the query was sent, a short window stays owed and is filled once there is proof.
 */
public final class Backfill {

    private final List<BulkQuery> queries;
    private final boolean enabled;
    private final boolean endsCanBeTold;
    private final long overlapSeconds;
    private final MalformedMessagePolicy malformedMessages;
    private final QuestionTransitions asking;

    /**
     * @param queries to run, one after the other
     * @param endsCanBeTold whether the protocol can tell in a bulk answer that a binding has ended. If not,
     *     a gap is filled by asking for everything: only so can be seen what ended in it
     * @param overlapSeconds taken off the start of what stays owed, not negative
     */
    public Backfill(
            List<BulkQuery> queries,
            SnapshotMode mode,
            boolean endsCanBeTold,
            long overlapSeconds,
            MalformedMessagePolicy malformedMessages) {
        this.queries = List.copyOf(queries);
        this.enabled = mode != SnapshotMode.NEVER && !queries.isEmpty();
        this.endsCanBeTold = endsCanBeTold;
        this.overlapSeconds = overlapSeconds;
        this.malformedMessages = malformedMessages;
        this.asking = new QuestionTransitions(mode != SnapshotMode.NEVER, malformedMessages);
    }

    /** Begins a run if something is owed and the live stream has just made that possible, or ends with it. */
    public BackfillStep follow(BackfillState state, ConversationState live, LocalMoment at) {
        RetainedState retained = live.retained();
        if (live.phase() == Phase.STOPPED) {
            return switch (state.phase()) {
                case IDLE, AWAITING_PROOF -> BackfillStep.to(new Stopped(), retained);
                case CONNECTING, ANSWERING, BACKING_OFF, ASKING -> stopped(retained);
                case STOPPED -> BackfillStep.to(state, retained);
            };
        }
        if (!isDue(live)) {
            return BackfillStep.to(state, retained);
        }
        return switch (state.phase()) {
            case IDLE -> connect(((Idle) state).failures(), retained);
            case AWAITING_PROOF ->
                retained.resume().position() == null ? BackfillStep.to(state, retained) : connect(0, retained);
            case ASKING -> asking.preempted((Questioning) state, retained, at);
            case CONNECTING, ANSWERING, BACKING_OFF, STOPPED -> BackfillStep.to(state, retained);
        };
    }

    /** Drops what was asked of another server; everything is owed now, and {@link #follow} asks for it. */
    public BackfillStep abandon(BackfillState state, RetainedState retained) {
        return BackfillIdentityTransitions.abandon(state, retained);
    }

    /** Begins to ask, or says why not: a question never waits. Ends with a notice in any case. */
    public BackfillStep ask(BackfillState state, Question question, ConversationState live, LocalMoment at) {
        return asking.ask(state, question, live, at);
    }

    /** What {@code event} makes of a back-fill in {@code state}. */
    public BackfillStep next(BackfillState state, BulkEvent event, RetainedState retained) {
        return switch (state.phase()) {
            case CONNECTING -> whileConnecting((Connecting) state, event, retained);
            case ANSWERING -> whileAnswering((Answering) state, event, retained);
            case BACKING_OFF -> whileBackingOff((BackingOff) state, event, retained);
            case ASKING -> asking.next((Questioning) state, event, retained);
            case IDLE, AWAITING_PROOF ->
                event.bulkKind() == BulkEvent.Kind.STOPPED
                        ? BackfillStep.to(new Stopped(), retained)
                        : BackfillStep.to(state, retained);
            case STOPPED -> BackfillStep.to(state, retained);
        };
    }

    private static BackfillStep whileBackingOff(BackingOff state, BulkEvent event, RetainedState retained) {
        return switch (event.bulkKind()) {
            case WAIT_ELAPSED ->
                BackfillStep.to(new Idle(retained.resume().gap() == null ? 0 : state.failures()), retained);
            case STOPPED -> stopped(retained);
            case CONNECTION_OPENED,
                    SERVER_IDENTIFIED,
                    BINDINGS,
                    DONE,
                    REFUSED,
                    UNEXPECTED_MESSAGE,
                    MALFORMED_MESSAGE,
                    FAILED -> BackfillStep.to(state, retained);
        };
    }

    private static BackfillStep stopped(RetainedState retained) {
        return BackfillStep.to(new Stopped(), retained, new CloseConnection());
    }

    private boolean isDue(ConversationState live) {
        boolean open =
                live.phase() == Phase.QUERYING || live.phase() == Phase.CATCHING_UP || live.phase() == Phase.LIVE;
        return enabled && open && live.retained().resume().gap() != null;
    }

    private static BackfillStep connect(int failures, RetainedState retained) {
        return BackfillStep.to(new Connecting(failures, null), retained, new Connect());
    }

    private BackfillStep whileConnecting(Connecting state, BulkEvent event, RetainedState retained) {
        return switch (event.bulkKind()) {
            case CONNECTION_OPENED -> opened(state, (ConnectionOpened) event, retained);
            case FAILED ->
                failed(state.failures(), retained, "no connection: " + ((Failed) event).detail(), event.at());
            case STOPPED -> stopped(retained);
            case WAIT_ELAPSED, SERVER_IDENTIFIED, BINDINGS, DONE, REFUSED, UNEXPECTED_MESSAGE, MALFORMED_MESSAGE ->
                BackfillStep.to(state, retained);
        };
    }

    private BackfillStep opened(Connecting state, ConnectionOpened event, RetainedState retained) {
        BackfillRun interrupted = state.interrupted();
        if (interrupted == null) {
            return begin(state, event, retained);
        }
        BackfillRun run = interrupted.with(interrupted.pass().continuedWith(event.firstXid()));
        return BackfillStep.to(new Answering(state.failures(), run), retained, send(run));
    }

    private BackfillStep begin(Connecting state, ConnectionOpened event, RetainedState retained) {
        Gap owed = retained.resume().gap();
        if (owed == null) {
            return BackfillStep.to(new Idle(0), retained, new CloseConnection());
        }
        RetainedState begun = retained.withBackfillBegun();
        boolean proven = retained.resume().position() != null;
        String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
        BackfillRun run = new BackfillRun(BulkPass.beginning(id, event.firstXid()), owed, proven, Set.of());
        List<BackfillEffect> effects = new ArrayList<>();
        effects.add(new OpenWindow());
        effects.add(send(run));
        if (owed.isSnapshot()) {
            effects.add(notice(new Notice.SnapshotStarted(id), begun, event.at()));
        }
        return new BackfillStep(new Answering(state.failures(), run), begun, effects);
    }

    private SendQuery send(BackfillRun run) {
        BulkPass pass = run.pass();
        return new SendQuery(
                new BulkRequest(pass.xid(), queries.get(pass.index()), endsCanBeTold ? run.gap() : Gap.SNAPSHOT));
    }

    private BackfillStep whileAnswering(Answering state, BulkEvent event, RetainedState retained) {
        BulkPass pass = state.run().pass();
        if (event instanceof ServerMessage message && message.xid() != pass.xid()) {
            return failed(state.failures(), retained, message.foreignTo(pass.xid()), event.at());
        }
        return switch (event.bulkKind()) {
            case SERVER_IDENTIFIED -> BackfillIdentityTransitions.next(state, (ServerIdentified) event, retained);
            case BINDINGS -> bindings(state, (Bindings) event, retained);
            case DONE -> done(state, (ServerMessage) event, retained);
            case REFUSED -> {
                Refused refused = (Refused) event;
                String detail = refused.refusal().explained(queries.get(pass.index()), refused.detail());
                yield failed(state.failures(), retained, detail, event.at());
            }
            case UNEXPECTED_MESSAGE ->
                failed(state.failures(), retained, ((UnexpectedMessage) event).detail(), event.at());
            case MALFORMED_MESSAGE -> malformed(state, (MalformedMessage) event, retained);
            case FAILED -> connectionEnded(state, (Failed) event, retained);
            case STOPPED -> stopped(retained);
            case WAIT_ELAPSED, CONNECTION_OPENED -> BackfillStep.to(state, retained);
        };
    }

    private static BackfillStep connectionEnded(Answering state, Failed event, RetainedState retained) {
        boolean inOrder = event.reason() == DisconnectReason.CLOSED_BY_SERVER
                && state.run().pass().isBetweenAnswers();
        return inOrder
                ? BackfillStep.to(new Connecting(state.failures(), state.run()), retained, new Connect())
                : failed(state.failures(), retained, event.detail() + " before the answer was whole", event.at());
    }

    private BackfillStep bindings(Answering state, Bindings event, RetainedState retained) {
        BackfillRun run = state.run();
        BulkPass pass = run.pass().after(event.baseTime(), event.bindings().size());
        RetainedState seen = noting(event, state.run().pass(), retained);
        List<BackfillEffect> effects = new ArrayList<>(event.bindings().size());
        for (Binding binding : event.bindings()) {
            effects.add(new Deliver(new Delivery.OfBinding(
                    binding, run.origin(), pass.id(), seen.skew().smoothedMillis(), seen.resume())));
        }
        BackfillRun next = run.with(pass).withLinks(queries.get(pass.index()), event.bindings());
        return new BackfillStep(new Answering(state.failures(), next), seen, effects);
    }

    private BackfillStep done(Answering state, ServerMessage event, RetainedState retained) {
        RetainedState seen = noting(event, state.run().pass(), retained);
        BulkPass pass = state.run().pass().after(event.baseTime(), 0);
        BackfillRun run = state.run().with(pass);
        if (pass.index() + 1 < queries.size()) {
            BackfillRun next = run.with(pass.withNextQuery());
            return BackfillStep.to(new Answering(state.failures(), next), seen, send(next));
        }
        Gap remaining = remaining(run);
        RetainedState after = seen.withBackfilled(remaining);
        Notice notice = run.gap().isSnapshot()
                ? new Notice.SnapshotCompleted(pass.id(), pass.bindings(), run.links())
                : new Notice.GapFilled(run.gap(), pass.id(), pass.bindings(), !endsCanBeTold, run.links());
        Deliver report = notice(notice, after, event.at());
        if (remaining != null) {
            return BackfillStep.to(new AwaitingProof(), after, report, new CloseConnection());
        }
        // A server that loses its history again and again must not be asked for it in a fast loop.
        int attempts = oneMore(state.failures());
        return BackfillStep.to(
                new BackingOff(attempts), after, report, new CloseConnection(), new AwaitBackOff(attempts));
    }

    /** What a whole answer leaves open: nothing, if the live stream is known to bring what came later. */
    private @Nullable Gap remaining(BackfillRun run) {
        if (run.streamProven()) {
            return null;
        }
        ServerTime answered = run.pass().firstBaseTime();
        return answered == null ? run.gap() : new Gap(answered.plusSeconds(-overlapSeconds), null);
    }

    /** The first message of an answer has no reason to wait. */
    private static RetainedState noting(ServerMessage event, BulkPass before, RetainedState retained) {
        ServerTime baseTime = event.baseTime();
        if (baseTime == null) {
            return retained;
        }
        ClockSkew skew = retained.skew();
        return retained.with(
                before.firstBaseTime() == null
                        ? skew.afterPrompt(baseTime, event.at())
                        : skew.after(baseTime, event.at()));
    }

    private BackfillStep malformed(Answering state, MalformedMessage event, RetainedState retained) {
        Deliver report = notice(event.notice(true), retained, event.at());
        return switch (malformedMessages) {
            case FAIL -> {
                BackfillStep failed = failed(state.failures(), retained, event.reason(), event.at());
                List<BackfillEffect> effects = new ArrayList<>();
                effects.add(report);
                effects.addAll(failed.effects());
                yield new BackfillStep(failed.state(), retained, effects);
            }
            case SKIP -> BackfillStep.to(state, retained, report);
            case QUARANTINE ->
                BackfillStep.to(state, retained, report, new Deliver(event.quarantined(retained.resume())));
        };
    }

    static int oneMore(int attempts) {
        return attempts == Integer.MAX_VALUE ? attempts : attempts + 1;
    }

    static BackfillStep failed(int failures, RetainedState retained, String detail, LocalMoment at) {
        int more = oneMore(failures);
        Gap owed = retained.resume().gap();
        List<BackfillEffect> effects = new ArrayList<>();
        if (owed != null) {
            effects.add(notice(new Notice.BackfillFailed(owed, detail), retained, at));
        }
        effects.add(new CloseConnection());
        effects.add(new AwaitBackOff(more));
        return new BackfillStep(new BackingOff(more), retained, effects);
    }

    static Deliver notice(Notice notice, RetainedState retained, LocalMoment at) {
        return new Deliver(new Delivery.OfNotice(notice, at.epochMilli(), retained.resume()));
    }
}
