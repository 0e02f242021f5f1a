package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.ConversationEvent.CatchUpComplete;
import net.leasequery.requestor.internal.protocol.ConversationEvent.DataMissing;
import net.leasequery.requestor.internal.protocol.ConversationEvent.KeepAlive;
import net.leasequery.requestor.internal.protocol.ConversationEvent.QueryTerminated;
import net.leasequery.requestor.internal.protocol.ConversationEvent.ReadingResumed;
import net.leasequery.requestor.internal.protocol.ConversationEvent.Remark;
import net.leasequery.requestor.internal.protocol.ConversationState.Live;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import org.jspecify.annotations.Nullable;

/** Transitions of a live stream, in which each base-time moves the resume position. RFC 7724 section 7.4. */
final class LiveTransitions {

    private final ResumeRules rules;
    private final boolean asksAnew;
    private final Transitions<Live, RetainedState, ConversationState> transitions;

    /** @param asksAnew whether everything is asked for by a new active query instead of a parallel bulk query */
    LiveTransitions(
            ResumeRules rules, boolean asksAnew, ClosingTransitions endings, IdentityTransitions identification) {
        this.rules = rules;
        this.asksAnew = asksAnew;
        this.transitions = endings.addTo(
                        new Transitions<Live, RetainedState, ConversationState>((state, retained) -> state))
                .on(Bindings.class, (state, event, retained) -> bindings(state, event))
                .on(KeepAlive.class, (state, event, retained) -> keepAlive(state, event))
                .on(CatchUpComplete.class, (state, event, retained) -> moved(state, event))
                .on(Remark.class, (state, event, retained) -> moved(state, event))
                .on(DataMissing.class, (state, event, retained) -> dataMissing(state, event))
                .on(QueryTerminated.class, (state, event, retained) -> terminated(state, event))
                .on(ServerIdentified.class, (state, event, retained) -> identification.next(state, event))
                .on(ReadingResumed.class, (state, event, retained) -> Step.to(afterPause(state)));
    }

    Step<ConversationState> next(Live state, ConversationEvent event) {
        if (!(event instanceof ServerMessage message)) {
            return transitions.next(state, event, state.retained());
        }
        if (message.xid() != state.query().xid()) {
            return ClosingTransitions.foreignXid(state.retained(), state.query().xid(), message);
        }
        ServerTime baseTime = message.baseTime();
        return state.progress() != null || baseTime == null
                ? transitions.next(state, event, state.retained())
                : first(state, event, baseTime);
    }

    /** Handles the first base-time of a connection without a catch-up, or whose catch-up has shown none. */
    private Step<ConversationState> first(Live state, ConversationEvent event, ServerTime baseTime) {
        RetainedState before = state.retained();
        if (before.resume().position() == null) {
            Live dated = state.with(before.withClockOf(baseTime, event.at(), rules.overlapSeconds()));
            return transitions.next(dated, event, dated.retained());
        }
        FirstBaseTime first = FirstBaseTime.of(before, state.query(), false, rules, baseTime, event.at());
        return first.needsSnapshot() && asksAnew
                ? first.askedAnew(event.at())
                : transitions
                        .next(state.with(first.retained()), event, first.retained())
                        .after(first.notices(event.at()));
    }

    /** Keeps the base-time of QueryTerminated, but changes may still have waited when it was sent. */
    private Step<ConversationState> terminated(Live state, QueryTerminated event) {
        return noticing(
                state,
                afterMessage(state, event),
                event.at(),
                live -> ClosingTransitions.terminated(live.retained(), event));
    }

    private Step<ConversationState> moved(Live state, ServerMessage event) {
        return noticing(state, afterMessage(state, event), event.at(), Step::to);
    }

    private Step<ConversationState> bindings(Live state, Bindings event) {
        LiveProgress progress = state.progress();
        ServerTime baseTime = event.baseTime();
        if (baseTime != null) {
            for (Binding binding : event.bindings()) {
                ServerTime change = binding.change();
                progress = progress == null
                        ? begin(state, event, baseTime, binding.remote() ? null : change)
                        : progress.afterBinding(baseTime, change, binding.remote(), event.at());
            }
        }
        Live next = progress == null ? undated(state, event.at()) : state.with(progress, event.at());
        return noticing(state, next, event.at(), live -> bindings(state, live, event));
    }

    /**
     * A message counts only when all of it is stored, so only its last delivery carries the state after the message. A
     * gap that the message has opened is in the state of every delivery.
     */
    private static Step<ConversationState> bindings(Live before, Live after, Bindings event) {
        Gap owed = after.retained().resume().gap();
        ResumeState was = before.retained().resume();
        ResumeState pending = owed == null ? was : was.withGap(owed);
        ResumeState complete = after.retained().resume();
        Long skewMillis = after.retained().skew().smoothedMillis();
        List<Binding> bindings = event.bindings();
        Effect[] deliveries = new Effect[bindings.size()];
        for (int i = 0; i < deliveries.length; i++) {
            boolean last = i == deliveries.length - 1;
            deliveries[i] = new Deliver(new Delivery.OfBinding(
                    bindings.get(i), Origin.LIVE, null, skewMillis, last ? complete : pending, last));
        }
        return Step.to(after, deliveries);
    }

    /**
     * Reports a step of the server's clock that the current message has shown. The step alone ends nothing. Where ends
     * are inferred, everything is owed from now on.
     *
     * @param then handles the message itself
     */
    private Step<ConversationState> noticing(
            Live before, Live moved, LocalMoment at, Function<Live, Step<ConversationState>> then) {
        LiveProgress progress = moved.progress();
        ClockStep step = progress == null ? null : progress.step();
        if (progress == null || step == null) {
            return then.apply(moved);
        }
        boolean doubtful = rules.endsAreInferred();
        RetainedState retained = doubtful ? moved.retained().withMissing(Gap.SNAPSHOT) : moved.retained();
        Step<ConversationState> rest = then.apply(new Live(retained, moved.query(), progress.noticed()));
        List<Effect> effects = new ArrayList<>();
        // No part of the message has been delivered yet, so its position is not valid yet.
        ResumeState known = before.retained().resume().withGap(retained.resume().gap());
        effects.add(Deliveries.notice(new Notice.ClockStepped(step), known, at));
        effects.addAll(rest.effects());
        if (!doubtful || !asksAnew || !(rest.state() instanceof Live live)) {
            return new Step<>(rest.state(), effects);
        }
        Step<ConversationState> end = ClosingTransitions.clockStepped(live.retained(), step, at);
        effects.addAll(end.effects());
        return new Step<>(end.state(), effects);
    }

    private static Live afterPause(Live state) {
        LiveProgress progress = state.progress();
        LiveProgress next = progress == null ? null : progress.afterPause();
        return next == progress ? state : new Live(state.retained(), state.query(), next);
    }

    private Step<ConversationState> keepAlive(Live state, ServerMessage event) {
        ServerTime baseTime = event.baseTime();
        LiveProgress progress = state.progress();
        if (baseTime == null) {
            return keptAlive(
                    progress == null ? undated(state, event.at()) : state.with(progress.afterKeepAlive(), event.at()),
                    event);
        }
        if (progress == null) {
            progress = begin(state, event, baseTime, null);
        }
        Live next = state.with(progress.afterKeepAlive(baseTime, event.at()), event.at());
        return noticing(state, next, event.at(), live -> keptAlive(live, event));
    }

    private static Step<ConversationState> keptAlive(Live state, ServerMessage event) {
        return Step.to(
                state,
                new Deliver(new Delivery.OfKeepAlive(
                        event.baseTime(),
                        event.at().epochMilli(),
                        state.retained().resume())));
    }

    /** Returns the state after a useful message of a stream that has shown no base-time yet. */
    private static Live undated(Live state, LocalMoment at) {
        return new Live(state.retained().afterProgress(state.query(), at), state.query(), null);
    }

    /** Records a DataMissing in mid-stream: it comes too late for catch-up, but the loss is real. */
    private Step<ConversationState> dataMissing(Live state, ServerMessage event) {
        ResumePosition position = state.retained().resume().position();
        Live moved = afterMessage(state, event);
        Gap gap = new Gap(
                position == null ? null : position.queryStartTime(rules.overlapSeconds()),
                moved.retained().skew().remembersStep(event.at()) ? null : event.baseTime());
        return noticing(state, moved, event.at(), live -> {
            RetainedState owing = live.retained().withMissing(gap);
            return Step.to(live.with(owing), Deliveries.notice(new Notice.DataMissing(gap), owing, event.at()));
        });
    }

    private Live afterMessage(Live state, ServerMessage event) {
        ServerTime baseTime = event.baseTime();
        if (baseTime == null) {
            return state;
        }
        LiveProgress progress = state.progress();
        LiveProgress next =
                progress == null ? begin(state, event, baseTime, null) : progress.afterMessage(baseTime, event.at());
        return new Live(state.retained().with(next.position(), next.skew()), state.query(), next);
    }

    /**
     * Handles the first base-time of a stream without catch-up. The query was registered no earlier than it was sent;
     * if the first change is older than that, other changes as old may still arrive.
     */
    private LiveProgress begin(Live state, ServerMessage event, ServerTime baseTime, @Nullable ServerTime change) {
        ServerTime registered =
                QueryRegistration.seenBy(state.query(), baseTime, event.at()).notBefore();
        ServerTime receivedTo = change == null ? registered : ServerTime.earlier(registered, change);
        return LiveProgress.startingAt(
                receivedTo, baseTime, state.retained().skew().afterPrompt(baseTime, event.at()), rules);
    }
}
