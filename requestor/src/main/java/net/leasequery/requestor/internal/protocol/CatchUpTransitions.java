package net.leasequery.requestor.internal.protocol;

import java.util.List;
import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ConversationEvent.CatchUpComplete;
import net.leasequery.requestor.internal.protocol.ConversationEvent.DataMissing;
import net.leasequery.requestor.internal.protocol.ConversationEvent.QueryTerminated;
import net.leasequery.requestor.internal.protocol.ConversationState.CatchingUp;
import net.leasequery.requestor.internal.protocol.ConversationState.Live;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;

/** Transitions of the catch-up phase, in which the resume position does not move. RFC 7724 section 7.4.1. */
final class CatchUpTransitions {

    private static final String NEEDS_BULK = "the server does not remember all of its bindings, so a snapshot needs"
            + " Bulk Leasequery: name in bulkQueries what the server shall be asked for";

    private final ResumeRules rules;
    private final boolean asksAnew;
    /**
     * KeepAlive and Remark are ignored: during catch-up they prove nothing, because missed changes may still arrive.
     */
    private final Transitions<CatchingUp, RetainedState, ConversationState> transitions;

    /** @param asksAnew whether everything is asked for by a new active query instead of a parallel bulk query */
    CatchUpTransitions(
            ResumeRules rules, boolean asksAnew, ClosingTransitions endings, IdentityTransitions identification) {
        this.rules = rules;
        this.asksAnew = asksAnew;
        this.transitions = endings.addTo(
                        new Transitions<CatchingUp, RetainedState, ConversationState>((state, retained) -> state))
                .on(Bindings.class, (state, event, retained) -> bindings(state, event))
                .on(CatchUpComplete.class, (state, event, retained) -> caughtUp(state, event))
                .on(DataMissing.class, (state, event, retained) -> dataMissing(state, event))
                .on(QueryTerminated.class, (state, event, retained) -> ClosingTransitions.terminated(retained, event))
                .on(ServerIdentified.class, (state, event, retained) -> identification.next(state, event));
    }

    Step<ConversationState> next(CatchingUp state, ConversationEvent event) {
        if (!(event instanceof ServerMessage message)) {
            return dispatch(state, event);
        }
        if (message.xid() != state.query().xid()) {
            return ClosingTransitions.foreignXid(state.retained(), state.query().xid(), message);
        }
        ServerTime baseTime = message.baseTime();
        if (baseTime == null) {
            return dispatch(state, event);
        }
        QueryRegistration before = state.registration();
        return before == null ? first(state, event, baseTime) : further(state, before, event, baseTime);
    }

    /** Handles the first base-time, which shows whether the server's clock was set while disconnected. */
    private Step<ConversationState> first(CatchingUp state, ConversationEvent event, ServerTime baseTime) {
        FirstBaseTime first =
                FirstBaseTime.of(state.retained(), state.query(), isOfEverything(state), rules, baseTime, event.at());
        if (first.needsSnapshot() && asksAnew) {
            return first.askedAnew(event.at());
        }
        QueryRegistration registration = QueryRegistration.seenBy(state.query(), baseTime, event.at());
        return dispatch(state.with(first.retained(), registration), event).after(first.notices(event.at()));
    }

    private Step<ConversationState> further(
            CatchingUp state, QueryRegistration before, ConversationEvent event, ServerTime baseTime) {
        ClockSkew skew = state.retained().skew();
        QueryRegistration registration = before.after(state.query(), baseTime, event.at());
        ClockStep step = skew.stepShownBy(before.newestBaseTime(), baseTime, event.at());
        if (step == null) {
            RetainedState retained = state.retained().with(skew.after(baseTime, event.at()));
            return dispatch(state.with(retained, registration), event);
        }
        // Also in a snapshot answer: bindings received before the step have times of another clock.
        boolean doubtful = rules.endsAreInferred();
        RetainedState retained = (doubtful ? state.retained().withMissing(Gap.SNAPSHOT) : state.retained())
                .with(skew.afterStepRemembered(baseTime, event.at()));
        List<Effect> notices = List.of(Deliveries.notice(new Notice.ClockStepped(step), retained, event.at()));
        return (doubtful && asksAnew
                        ? ClosingTransitions.clockStepped(retained, step, event.at())
                        : dispatch(state.with(retained, registration), event))
                .after(notices);
    }

    /** Whether the answer is a snapshot, which contains every change regardless of its time. */
    private static boolean isOfEverything(CatchingUp state) {
        return state.snapshotId() != null;
    }

    private Step<ConversationState> dispatch(CatchingUp state, ConversationEvent event) {
        return transitions.next(state, event, state.retained());
    }

    private static Step<ConversationState> bindings(CatchingUp state, Bindings event) {
        CatchingUp counted = new CatchingUp(
                state.retained(),
                state.query(),
                state.registration(),
                state.snapshotId(),
                state.bindings() + event.bindings().size());
        return new Step<>(
                counted,
                Deliveries.bindings(
                        event,
                        state.snapshotId() == null ? Origin.CATCH_UP : Origin.SNAPSHOT,
                        state.snapshotId(),
                        state.retained().skew(),
                        state.retained().resume(),
                        binding -> true));
    }

    private Step<ConversationState> caughtUp(CatchingUp state, ConversationEvent event) {
        RetainedState retained = state.retained().afterProgress(state.query(), event.at());
        if (IdentityTransitions.isVoid(state)) {
            return Step.to(live(state, retained));
        }
        Notice notice = new Notice.CatchUpCompleted(state.bindings());
        String snapshotId = state.snapshotId();
        if (snapshotId == null) {
            Live live = live(state, retained);
            return Step.to(live, Deliveries.notice(notice, live.retained(), event.at()));
        }
        Live live = live(state, retained.withBackfilled(null));
        return Step.to(
                live,
                Deliveries.notice(notice, live.retained(), event.at()),
                Deliveries.notice(
                        new Notice.SnapshotCompleted(snapshotId, state.bindings()), live.retained(), event.at()));
    }

    private Step<ConversationState> dataMissing(CatchingUp state, ServerMessage event) {
        // The catch-up phase exists only for a query with a start time; a Gap without one means "everything".
        if (IdentityTransitions.isVoid(state)) {
            return Step.to(live(state, state.retained()));
        }
        ServerTime baseTime = event.baseTime();
        ResumePosition stored = state.retained().resume().position();
        ServerTime end = baseTime == null || state.retained().skew().remembersStep(event.at())
                ? null
                : ClockStepWhileDisconnected.latestChange(stored, baseTime, event.at());
        if (state.snapshotId() != null) {
            return snapshotMissing(state, new Gap(null, end), event);
        }
        Gap gap = new Gap(state.query().startTime(), end);
        RetainedState owing = state.retained().withMissing(gap);
        Live live = live(state, owing);
        return Step.to(live, Deliveries.notice(new Notice.DataMissing(gap), live.retained(), event.at()));
    }

    /** Everything up to now stays owed, and only Bulk Leasequery can load it. */
    private Step<ConversationState> snapshotMissing(CatchingUp state, Gap gap, ServerMessage event) {
        Live live = live(state, state.retained().withBackfilled(gap));
        return Step.to(
                live,
                Deliveries.notice(new Notice.DataMissing(gap), live.retained(), event.at()),
                Deliveries.notice(new Notice.BackfillFailed(gap, NEEDS_BULK), live.retained(), event.at()));
    }

    /**
     * Ends catch-up. Changes from before the server registered the query are received or recorded as missing; how many
     * of the later changes are received is unknown.
     */
    private Live live(CatchingUp state, RetainedState retained) {
        QueryRegistration registration = state.registration();
        if (registration == null) {
            return new Live(retained, state.query(), null);
        }
        LiveProgress progress = LiveProgress.startingAt(
                registration.notBefore(), registration.newestBaseTime(), retained.skew(), rules);
        return new Live(retained.with(progress.position(), progress.skew()), state.query(), progress);
    }
}
