package net.leasequery.requestor.backfill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.backfill.BackfillEffect.AwaitBackOff;
import net.leasequery.requestor.backfill.BackfillEffect.CloseConnection;
import net.leasequery.requestor.backfill.BackfillEffect.Connect;
import net.leasequery.requestor.backfill.BackfillEffect.Deliver;
import net.leasequery.requestor.backfill.BackfillEffect.OpenWindow;
import net.leasequery.requestor.backfill.BackfillEffect.SendQuery;
import net.leasequery.requestor.backfill.BackfillEvent.Bindings;
import net.leasequery.requestor.backfill.BackfillEvent.ConnectionOpened;
import net.leasequery.requestor.backfill.BackfillEvent.Failed;
import net.leasequery.requestor.backfill.BackfillEvent.FromServer;
import net.leasequery.requestor.backfill.BackfillEvent.MalformedMessage;
import net.leasequery.requestor.backfill.BackfillEvent.Refused;
import net.leasequery.requestor.backfill.BackfillEvent.UnexpectedMessage;
import net.leasequery.requestor.backfill.BackfillState.Answering;
import net.leasequery.requestor.backfill.BackfillState.AwaitingProof;
import net.leasequery.requestor.backfill.BackfillState.BackingOff;
import net.leasequery.requestor.backfill.BackfillState.Connecting;
import net.leasequery.requestor.backfill.BackfillState.Idle;
import net.leasequery.requestor.backfill.BackfillState.Stopped;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.ConversationState;
import net.leasequery.requestor.conversation.Standing;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.resume.Gap;
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

    private static final int REPORTED_OCTETS = 64;

    private final List<BulkQuery> queries;
    private final boolean enabled;
    private final long overlapSeconds;
    private final MalformedMessagePolicy malformedMessages;

    /**
     * @param queries to run, one after the other
     * @param overlapSeconds taken off the start of what stays owed, not negative
     */
    public Backfill(
            List<BulkQuery> queries, SnapshotMode mode, long overlapSeconds, MalformedMessagePolicy malformedMessages) {
        this.queries = List.copyOf(queries);
        this.enabled = mode != SnapshotMode.NEVER && !queries.isEmpty();
        this.overlapSeconds = overlapSeconds;
        this.malformedMessages = malformedMessages;
    }

    /** Begins a run if something is owed and the live stream has just made that possible, or ends with it. */
    public BackfillStep follow(BackfillState state, ConversationState live) {
        Standing standing = live.standing();
        return switch (state.phase()) {
            case IDLE ->
                live.phase() == Phase.STOPPED
                        ? BackfillStep.to(new Stopped(), standing)
                        : isDue(live) ? connect(((Idle) state).failures(), standing) : BackfillStep.to(state, standing);
            case AWAITING_PROOF ->
                live.phase() == Phase.STOPPED
                        ? BackfillStep.to(new Stopped(), standing)
                        : standing.resume().position() != null && isDue(live)
                                ? connect(0, standing)
                                : BackfillStep.to(state, standing);
            case CONNECTING, ANSWERING, BACKING_OFF ->
                live.phase() == Phase.STOPPED
                        ? BackfillStep.to(new Stopped(), standing, new CloseConnection())
                        : BackfillStep.to(state, standing);
            case STOPPED -> BackfillStep.to(state, standing);
        };
    }

    /** What {@code event} makes of a back-fill in {@code state}. */
    public BackfillStep next(BackfillState state, BackfillEvent event, Standing standing) {
        return switch (state.phase()) {
            case CONNECTING -> whileConnecting((Connecting) state, event, standing);
            case ANSWERING -> whileAnswering((Answering) state, event, standing);
            case BACKING_OFF ->
                event.kind() == BackfillEvent.Kind.BACK_OFF_ELAPSED
                        ? BackfillStep.to(new Idle(((BackingOff) state).failures()), standing)
                        : BackfillStep.to(state, standing);
            case IDLE, AWAITING_PROOF, STOPPED -> BackfillStep.to(state, standing);
        };
    }

    private boolean isDue(ConversationState live) {
        boolean open = live.phase() == Phase.CATCHING_UP || live.phase() == Phase.LIVE;
        return enabled && open && live.standing().resume().gap() != null;
    }

    private static BackfillStep connect(int failures, Standing standing) {
        return BackfillStep.to(new Connecting(failures), standing, new Connect());
    }

    private BackfillStep whileConnecting(Connecting state, BackfillEvent event, Standing standing) {
        return switch (event.kind()) {
            case CONNECTION_OPENED -> begin(state, (ConnectionOpened) event, standing);
            case FAILED -> failed(state.failures(), standing, ((Failed) event).detail(), event.at());
            case BACK_OFF_ELAPSED, BINDINGS, DONE, REFUSED, UNEXPECTED_MESSAGE, MALFORMED_MESSAGE ->
                BackfillStep.to(state, standing);
        };
    }

    private BackfillStep begin(Connecting state, ConnectionOpened event, Standing standing) {
        Gap owed = standing.resume().gap();
        if (owed == null) {
            return BackfillStep.to(new Idle(0), standing, new CloseConnection());
        }
        Standing begun = standing.withBackfillBegun();
        boolean proven = standing.resume().position() != null;
        String id = Instant.ofEpochMilli(event.at().epochMilli()).toString();
        BackfillRun run = new BackfillRun(id, owed, proven, event.firstXid(), 0, null, 0);
        List<BackfillEffect> effects = new ArrayList<>();
        effects.add(new OpenWindow());
        effects.add(send(run));
        if (owed.isSnapshot()) {
            effects.add(notice(new Notice.SnapshotStarted(id), begun, event.at()));
        }
        return new BackfillStep(new Answering(state.failures(), run), begun, effects);
    }

    private SendQuery send(BackfillRun run) {
        return new SendQuery(new BulkRequest(run.xid(), queries.get(run.index()), run.gap()));
    }

    private BackfillStep whileAnswering(Answering state, BackfillEvent event, Standing standing) {
        BackfillRun run = state.run();
        if (event instanceof FromServer message && message.xid() != run.xid()) {
            String detail = String.format(
                    "the server answered with transaction-id 0x%08x where the query's is 0x%08x",
                    message.xid(), run.xid());
            return failed(state.failures(), standing, detail, event.at());
        }
        return switch (event.kind()) {
            case BINDINGS -> bindings(state, (Bindings) event, standing);
            case DONE -> done(state, (FromServer) event, standing);
            case REFUSED -> {
                String detail = "query " + queries.get(run.index()) + ": " + ((Refused) event).detail();
                yield failed(state.failures(), standing, detail, event.at());
            }
            case UNEXPECTED_MESSAGE ->
                failed(state.failures(), standing, ((UnexpectedMessage) event).detail(), event.at());
            case MALFORMED_MESSAGE -> malformed(state, (MalformedMessage) event, standing);
            case FAILED -> failed(state.failures(), standing, ((Failed) event).detail(), event.at());
            case BACK_OFF_ELAPSED, CONNECTION_OPENED -> BackfillStep.to(state, standing);
        };
    }

    private static BackfillStep bindings(Answering state, Bindings event, Standing standing) {
        BackfillRun run = state.run().after(event.baseTime(), event.bindings().size());
        Standing seen = noting(event, standing);
        List<BackfillEffect> effects = new ArrayList<>(event.bindings().size());
        for (Binding binding : event.bindings()) {
            effects.add(new Deliver(new Delivery.OfBinding(
                    binding, run.origin(), run.id(), seen.skew().smoothedMillis(), seen.resume())));
        }
        return new BackfillStep(new Answering(state.failures(), run), seen, effects);
    }

    private BackfillStep done(Answering state, FromServer event, Standing standing) {
        Standing seen = noting(event, standing);
        BackfillRun run = state.run().after(event.baseTime(), 0);
        if (run.index() + 1 < queries.size()) {
            BackfillRun next = run.withNextQuery();
            return BackfillStep.to(new Answering(state.failures(), next), seen, send(next));
        }
        Gap remaining = remaining(run);
        Standing after = seen.withBackfilled(remaining);
        Notice notice = run.gap().isSnapshot()
                ? new Notice.SnapshotCompleted(run.id(), run.bindings())
                : new Notice.GapFilled(run.gap(), run.id(), run.bindings());
        return BackfillStep.to(
                remaining == null ? new Idle(0) : new AwaitingProof(),
                after,
                notice(notice, after, event.at()),
                new CloseConnection());
    }

    /** What a whole answer leaves open: nothing, if the live stream is known to bring what came later. */
    private @Nullable Gap remaining(BackfillRun run) {
        if (run.streamProven()) {
            return null;
        }
        ServerTime answered = run.firstBaseTime();
        return answered == null ? run.gap() : new Gap(answered.plusSeconds(-overlapSeconds), null);
    }

    private static Standing noting(FromServer event, Standing standing) {
        ServerTime baseTime = event.baseTime();
        return baseTime == null ? standing : standing.with(standing.skew().after(baseTime, event.at()));
    }

    private BackfillStep malformed(Answering state, MalformedMessage event, Standing standing) {
        Octets octets = event.octets();
        String leading =
                octets.slice(0, Math.min(octets.length(), REPORTED_OCTETS)).toHex();
        Deliver report = notice(new Notice.MalformedMessage(event.reason(), leading), standing, event.at());
        return switch (malformedMessages) {
            case FAIL -> {
                BackfillStep failed = failed(state.failures(), standing, event.reason(), event.at());
                List<BackfillEffect> effects = new ArrayList<>();
                effects.add(report);
                effects.addAll(failed.effects());
                yield new BackfillStep(failed.state(), standing, effects);
            }
            case SKIP -> BackfillStep.to(state, standing, report);
            case QUARANTINE ->
                BackfillStep.to(
                        state,
                        standing,
                        report,
                        new Deliver(new Delivery.OfQuarantined(
                                octets, event.reason(), event.at().epochMilli(), standing.resume())));
        };
    }

    private static BackfillStep failed(int failures, Standing standing, String detail, LocalMoment at) {
        int more = failures == Integer.MAX_VALUE ? failures : failures + 1;
        Gap owed = standing.resume().gap();
        List<BackfillEffect> effects = new ArrayList<>();
        if (owed != null) {
            effects.add(notice(new Notice.BackfillFailed(owed, detail), standing, at));
        }
        effects.add(new CloseConnection());
        effects.add(new AwaitBackOff(more));
        return new BackfillStep(new BackingOff(more), standing, effects);
    }

    private static Deliver notice(Notice notice, Standing standing, LocalMoment at) {
        return new Deliver(new Delivery.OfNotice(notice, at.epochMilli(), standing.resume()));
    }
}
