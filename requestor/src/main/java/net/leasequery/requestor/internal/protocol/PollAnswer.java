package net.leasequery.requestor.internal.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.BulkEvent.Refused;
import net.leasequery.requestor.internal.protocol.Effect.AwaitNextPoll;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Connect;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import net.leasequery.requestor.internal.protocol.Effect.SendBulkQuery;
import net.leasequery.requestor.internal.protocol.PollState.Answering;
import net.leasequery.requestor.internal.protocol.PollState.Connecting;
import net.leasequery.requestor.internal.protocol.PollState.Waiting;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;

/** Receives the answers to a poll; a complete poll moves the resume state. RFC 6926 section 7.3. */
final class PollAnswer extends BulkAnswer<Answering, RetainedPollState, PollState> {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final List<BulkQuery> queries;
    private final Duration interval;
    private final ResumeRules rules;

    PollAnswer(
            List<BulkQuery> queries, Duration interval, long overlapSeconds, MalformedMessagePolicy malformedMessages) {
        super(malformedMessages, (phase, retained) -> phase);
        this.queries = List.copyOf(queries);
        this.interval = interval;
        this.rules = ResumeRules.withOverlap(overlapSeconds);
    }

    SendBulkQuery send(PollRun run) {
        BulkPass pass = run.pass();
        return new SendBulkQuery(new BulkRequest(pass.xid(), queries.get(pass.index()), run.window()));
    }

    @Override
    BulkPass pass(Answering phase) {
        return phase.run().pass();
    }

    @Override
    ResumeState resume(RetainedPollState retained) {
        return retained.resume();
    }

    /**
     * If the server is not that of the last poll, it is asked for everything, even if the current poll is incremental.
     */
    @Override
    Step<PollState> identified(Answering state, ServerIdentified event, RetainedPollState retained) {
        PollRun run = state.run();
        if (!retained.resume().isOfAnotherServerThan(event.server())) {
            return Step.to(new Answering(retained.withServer(event.server()), run));
        }
        if (run.pass().isBegun()) {
            String detail = "server " + event.server() + " answered in the middle of a poll of server "
                    + retained.resume().server() + "; give each server its own serverName";
            return Polling.failed(retained, DisconnectReason.SERVER_CHANGED, detail, event.at());
        }
        RetainedPollState changed = retained.withNewServer(event.server());
        Deliver report = notice(event.changedFrom(retained.resume()), changed, event.at());
        if (!run.isFull()) {
            return Polling.startedOver(changed, event.at()).after(report);
        }
        return run.snapshot()
                ? Step.to(new Answering(changed, run), report)
                : Step.to(
                        new Answering(changed, run.asSnapshot()),
                        report,
                        notice(new Notice.SnapshotStarted(run.pass().id()), changed, event.at()));
    }

    @Override
    Step<PollState> bindings(Answering state, Bindings event, RetainedPollState retained) {
        return answer(state, event);
    }

    @Override
    Step<PollState> done(Answering state, BulkEvent.Done event, RetainedPollState retained) {
        return answer(state, event);
    }

    /** Records the sign of life and the base-time of a message, then handles its content. */
    private Step<PollState> answer(Answering state, ServerMessage event) {
        PollRun run = state.run();
        RetainedPollState retained = state.retained().afterAnswer();
        ServerTime baseTime = event.baseTime();
        ClockStepWhileDisconnected away = ClockStepWhileDisconnected.NONE;
        if (baseTime != null) {
            away = away(retained, run, baseTime, event.at());
            retained = retained.with(skew(retained.skew(), run, away, baseTime, event.at()));
        }
        List<Effect> effects = new ArrayList<>();
        if (!state.retained().connected()) {
            effects.add(notice(run.connection(), retained, event.at()));
        }
        if (away.step() != null) {
            effects.add(notice(new Notice.ClockStepped(away.step()), retained, event.at()));
        }
        if (away.shows() && !run.isFull()) {
            // Changes since the step carry times before query-start-time.
            return Polling.startedOver(retained.with(retained.incremental().withFullNext()), event.at())
                    .after(effects);
        }
        PollState next = event instanceof Bindings received
                ? bindings(retained, run, received, effects)
                : done(retained, run.after(baseTime, 0, event.at()), event.at(), effects);
        return new Step<>(next, effects);
    }

    /** Judges the first base-time of a poll; later ones show nothing new. */
    private ClockStepWhileDisconnected away(
            RetainedPollState retained, PollRun run, ServerTime baseTime, LocalMoment at) {
        ResumePosition position = retained.resume().position();
        return position == null || run.pass().firstBaseTime() != null
                ? ClockStepWhileDisconnected.NONE
                : ClockStepWhileDisconnected.judge(position, retained.skew(), rules, run.start(), baseTime, at);
    }

    private static ClockSkew skew(
            ClockSkew before, PollRun run, ClockStepWhileDisconnected away, ServerTime baseTime, LocalMoment at) {
        if (away.shows()) {
            return before.afterStep(baseTime, at, true);
        }
        return run.pass().firstBaseTime() == null ? before.afterPrompt(baseTime, at) : before.after(baseTime, at);
    }

    private static PollState bindings(RetainedPollState retained, PollRun run, Bindings event, List<Effect> effects) {
        effects.addAll(Deliveries.bindings(
                event, Origin.POLL, run.pass().id(), retained.skew(), retained.resume(), binding -> true));
        PollRun next = run.after(event.baseTime(), event.bindings().size(), event.at());
        return new Answering(retained, next.afterBindings(event.bindings()));
    }

    private PollState done(RetainedPollState retained, PollRun run, LocalMoment at, List<Effect> effects) {
        if (run.pass().index() + 1 < queries.size()) {
            PollRun next = run.withNextQuery();
            effects.add(send(next));
            return new Answering(retained, next);
        }
        BulkPass pass = run.pass();
        ResumePosition position = position(retained, run, at);
        RetainedPollState after = retained.afterPoll(position, incremental(retained, run));
        Notice completed =
                new Notice.PollCompleted(pass.id(), run.tellsEverything(), pass.bindings(), position.baseTime());
        effects.add(notice(completed, after, at));
        if (run.snapshot()) {
            Notice snapshot = new Notice.SnapshotCompleted(pass.id(), pass.bindings());
            effects.add(notice(snapshot, after, at));
        }
        effects.add(new CloseConnection(Link.BULK));
        effects.add(
                new AwaitNextPoll(Duration.ofMillis(Math.max(0, interval.toMillis() - at.millisSince(run.since())))));
        return new Waiting(after);
    }

    private static IncrementalSupport incremental(RetainedPollState retained, PollRun run) {
        boolean timed = run.pass().firstBaseTime() != null;
        IncrementalSupport next = run.isFull()
                ? retained.incremental().afterFull(timed && run.sawEnded())
                : retained.incremental().afterIncremental(run.honoured());
        return run.whole() ? next : next.withFullNext();
    }

    /**
     * Returns the base-time of the first answer less the time that it took, because every change that the poll has not
     * reported is later. Without a base-time an incremental poll keeps the last position, and any other poll uses the
     * local clock.
     */
    private static ResumePosition position(RetainedPollState retained, PollRun run, LocalMoment at) {
        ServerTime baseTime = run.pass().firstBaseTime();
        if (baseTime != null) {
            return new ResumePosition(
                    baseTime, run.searchSeconds(), retained.skew().leastDelayedMillis());
        }
        ResumePosition last = retained.resume().position();
        if (!run.isFull() && last != null) {
            return last;
        }
        LocalMoment answeredAt = run.answeredAt() == null ? at : run.answeredAt();
        return new ResumePosition(new ServerTime(answeredAt.epochMilli() / MILLIS_PER_SECOND), 0, null);
    }

    /** A server that refuses a query for changes only is healthy: it is asked for everything. */
    @Override
    Step<PollState> refused(Answering state, Refused event, RetainedPollState retained) {
        if (!state.run().isFull() && event.refusal().isLasting()) {
            return Polling.startedOver(retained.with(retained.incremental().afterRefusal()), event.at());
        }
        String detail = event.refusal().explained(queries.get(pass(state).index()), event.detail());
        return Polling.failed(retained, DisconnectReason.REFUSED, detail, event.at());
    }

    @Override
    Step<PollState> stopped(RetainedPollState retained) {
        return Polling.stopped(retained);
    }

    @Override
    Step<PollState> failed(
            Answering state, DisconnectReason reason, String detail, LocalMoment at, RetainedPollState retained) {
        return Polling.failed(retained, reason, detail, at);
    }

    @Override
    Step<PollState> reconnecting(Answering state, RetainedPollState retained) {
        return Step.to(new Connecting(retained, state.run().since(), state.run()), new Connect(Link.BULK));
    }

    @Override
    PollState withoutMessage(Answering state, RetainedPollState retained) {
        return new Answering(retained, state.run().withoutMessage());
    }

    private static Deliver notice(Notice notice, RetainedPollState retained, LocalMoment at) {
        return Deliveries.notice(notice, retained.resume(), at);
    }
}
