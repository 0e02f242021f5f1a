package net.leasequery.requestor.conversation;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.ClockSkew;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.ConversationState.CatchingUp;
import net.leasequery.requestor.conversation.ConversationState.Live;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.delivery.Origin;
import net.leasequery.requestor.event.ConversationEvent;
import net.leasequery.requestor.event.ConversationEvent.QueryTerminated;
import net.leasequery.requestor.event.FromServer;
import net.leasequery.requestor.event.SharedEvent.Bindings;
import net.leasequery.requestor.resume.ActiveQuery;
import net.leasequery.requestor.resume.ClockStepBack;
import net.leasequery.requestor.resume.Gap;
import net.leasequery.requestor.resume.LiveProgress;
import net.leasequery.requestor.resume.Registration;
import net.leasequery.requestor.resume.ResumePosition;
import org.jspecify.annotations.Nullable;

/** Transitions of the catch-up phase, in which the resume position stands still. RFC 7724 section 7.4.1. */
final class WhileCatchingUp {

    private static final String NEEDS_BULK = "the server does not remember all of its bindings, so a snapshot needs"
            + " Bulk Leasequery: name in bulk.query.types what the server shall be asked for";

    private final long overlapSeconds;
    private final Endings endings;

    WhileCatchingUp(long overlapSeconds, Endings endings) {
        this.overlapSeconds = overlapSeconds;
        this.endings = endings;
    }

    Step next(CatchingUp state, ConversationEvent event) {
        if (!(event instanceof FromServer message)) {
            return dispatch(state, event);
        }
        if (message.xid() != state.query().xid()) {
            return Endings.foreignXid(state.standing(), state.query().xid(), message);
        }
        ServerTime baseTime = message.baseTime();
        if (baseTime == null) {
            return dispatch(state, event);
        }
        Gap missed = missed(state, baseTime, event.at());
        CatchingUp noted = noting(state, baseTime, missed, event.at());
        Step step = dispatch(noted, event);
        if (missed == null || isOfEverything(state)) {
            return step;
        }
        List<ConversationEffect> effects = new ArrayList<>();
        effects.add(Deliveries.notice(new Notice.DataMissing(missed), noted.standing(), event.at()));
        effects.addAll(step.effects());
        return new Step(step.state(), effects);
    }

    /** What a clock that was stepped back, as the first base-time may betray, keeps out of the answer. */
    private @Nullable Gap missed(CatchingUp state, ServerTime baseTime, LocalMoment at) {
        ResumePosition stored = state.standing().resume().position();
        return state.registration() != null || stored == null
                ? null
                : ClockStepBack.missedBy(stored, state.query().startTime(), overlapSeconds, baseTime, at);
    }

    private static CatchingUp noting(CatchingUp state, ServerTime baseTime, @Nullable Gap missed, LocalMoment at) {
        ActiveQuery query = state.query();
        Registration before = state.registration();
        Registration registration =
                before == null ? Registration.seenBy(query, baseTime, at) : before.after(query, baseTime, at);
        Standing owing = missed == null || isOfEverything(state)
                ? state.standing()
                : state.standing().withMissing(missed);
        ClockSkew skew = owing.skew();
        Standing noted = owing.with(missed == null ? skew.after(baseTime, at) : skew.afterStep(baseTime, at));
        return new CatchingUp(noted, query, registration, state.snapshotId(), state.bindings());
    }

    /** Whatever a change is dated by, it is part of such an answer. */
    private static boolean isOfEverything(CatchingUp state) {
        return state.snapshotId() != null;
    }

    private Step dispatch(CatchingUp state, ConversationEvent event) {
        return switch (event.liveKind()) {
            case BINDINGS -> bindings(state, (Bindings) event);
            // Both come too early to prove anything: what was missed may still be on its way.
            case KEEP_ALIVE, REMARK -> Step.to(state);
            case CATCH_UP_COMPLETE -> caughtUp(state, event);
            case DATA_MISSING -> dataMissing(state, (FromServer) event);
            case QUERY_TERMINATED -> Endings.terminated(state.standing(), (QueryTerminated) event);
            case REFUSED,
                    UNEXPECTED_MESSAGE,
                    MALFORMED_MESSAGE,
                    RECEIVE_TIMED_OUT,
                    WRITE_TIMED_OUT,
                    CONNECTION_CLOSED,
                    STOPPED -> endings.next(state, event);
            case STARTED, BACK_OFF_ELAPSED, TLS_REQUESTED, TLS_AGREED, CONNECTION_OPENED, CONNECT_FAILED ->
                Step.to(state);
        };
    }

    private static Step bindings(CatchingUp state, Bindings event) {
        CatchingUp counted = new CatchingUp(
                state.standing(),
                state.query(),
                state.registration(),
                state.snapshotId(),
                state.bindings() + event.bindings().size());
        return new Step(
                counted,
                Deliveries.bindings(
                        event.bindings(),
                        state.snapshotId() == null ? Origin.CATCH_UP : Origin.SNAPSHOT,
                        state.snapshotId(),
                        state.standing().resume(),
                        state.standing()));
    }

    private Step caughtUp(CatchingUp state, ConversationEvent event) {
        Standing standing = state.standing().afterProgress(state.query(), event.at());
        Notice notice = new Notice.CatchUpCompleted(state.bindings());
        String snapshotId = state.snapshotId();
        if (snapshotId == null) {
            Live live = live(state, standing);
            return Step.to(live, Deliveries.notice(notice, live.standing(), event.at()));
        }
        Live live = live(state, standing.withBackfilled(null));
        return Step.to(
                live,
                Deliveries.notice(notice, live.standing(), event.at()),
                Deliveries.notice(
                        new Notice.SnapshotCompleted(snapshotId, state.bindings()), live.standing(), event.at()));
    }

    private Step dataMissing(CatchingUp state, FromServer event) {
        // The catch-up phase exists only for a query with a start time; Gap takes its absence for "everything".
        ServerTime baseTime = event.baseTime();
        ResumePosition stored = state.standing().resume().position();
        ServerTime end = baseTime == null ? null : ClockStepBack.latestChange(stored, baseTime, event.at());
        if (state.snapshotId() != null) {
            return snapshotMissing(state, new Gap(null, end), event);
        }
        Gap gap = new Gap(state.query().startTime(), end);
        Standing owing = state.standing().withMissing(gap);
        Live live = live(state, owing);
        return Step.to(live, Deliveries.notice(new Notice.DataMissing(gap), live.standing(), event.at()));
    }

    /** Everything up to now stays owed, and nothing but Bulk Leasequery can bring it. */
    private Step snapshotMissing(CatchingUp state, Gap gap, FromServer event) {
        Live live = live(state, state.standing().withBackfilled(gap));
        return Step.to(
                live,
                Deliveries.notice(new Notice.DataMissing(gap), live.standing(), event.at()),
                Deliveries.notice(new Notice.BackfillFailed(gap, NEEDS_BULK), live.standing(), event.at()));
    }

    /**
     * Catch-up is over. What changed before the server registered the query is received or recorded
     * as missing; how much of what changed since is received, nobody told.
     */
    private Live live(CatchingUp state, Standing standing) {
        Registration registration = state.registration();
        if (registration == null) {
            return new Live(standing, state.query(), null);
        }
        LiveProgress progress = LiveProgress.startingAt(
                registration.notBefore(), registration.newestBaseTime(), standing.skew(), overlapSeconds);
        return new Live(standing.with(progress.position(), progress.skew()), state.query(), progress);
    }
}
