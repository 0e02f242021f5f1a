package net.leasequery.requestor.internal.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.ClockStep;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.internal.protocol.BulkEvent.Failed;
import net.leasequery.requestor.internal.protocol.BulkEvent.Refused;
import net.leasequery.requestor.internal.protocol.PollEffect.AwaitNextPoll;
import net.leasequery.requestor.internal.protocol.PollEffect.CloseConnection;
import net.leasequery.requestor.internal.protocol.PollEffect.Connect;
import net.leasequery.requestor.internal.protocol.PollEffect.Deliver;
import net.leasequery.requestor.internal.protocol.PollState.Answering;
import net.leasequery.requestor.internal.protocol.PollState.Connecting;
import net.leasequery.requestor.internal.protocol.PollState.Waiting;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.MalformedMessage;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import net.leasequery.requestor.internal.protocol.SharedEvent.UnexpectedMessage;
import org.jspecify.annotations.Nullable;

/** Transitions of a poll that is being answered. RFC 6926 section 7.3. */
final class WhileAnswering {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final PollQueries queries;
    private final Duration interval;
    private final ResumeRules rules;
    private final MalformedMessagePolicy malformedMessages;

    WhileAnswering(
            PollQueries queries, Duration interval, long overlapSeconds, MalformedMessagePolicy malformedMessages) {
        this.queries = queries;
        this.interval = interval;
        this.rules = ResumeRules.withOverlap(overlapSeconds);
        this.malformedMessages = malformedMessages;
    }

    PollStep next(Answering state, BulkEvent event) {
        BulkPass pass = state.run().pass();
        if (event instanceof FromServer message && message.xid() != pass.xid()) {
            return failed(state, DisconnectReason.PROTOCOL_ERROR, message.foreignTo(pass.xid()), event);
        }
        return switch (event.bulkKind()) {
            case SERVER_IDENTIFIED -> identified(state, (ServerIdentified) event);
            case BINDINGS, DONE -> answer(state, (FromServer) event);
            case REFUSED -> refused(state, (Refused) event);
            case UNEXPECTED_MESSAGE ->
                failed(state, DisconnectReason.PROTOCOL_ERROR, ((UnexpectedMessage) event).detail(), event);
            case MALFORMED_MESSAGE -> malformed(state, (MalformedMessage) event);
            case FAILED -> connectionEnded(state, (Failed) event);
            case STOPPED -> PollEndings.stopped(state);
            case WAIT_ELAPSED, CONNECTION_OPENED -> PollStep.to(state);
        };
    }

    /** Another server than that of the last poll is asked for everything, whatever the present poll asks for. */
    private static PollStep identified(Answering state, ServerIdentified event) {
        PollStanding standing = state.standing();
        PollRun run = state.run();
        if (!standing.resume().isOfAnotherServerThan(event.server())) {
            return PollStep.to(new Answering(standing.withServer(event.server()), run));
        }
        if (run.pass().isBegun()) {
            String detail = "server " + event.server() + " answered in the middle of a poll of server "
                    + standing.resume().server() + "; give each server a name of its own in dhcp.servers";
            return failed(state, DisconnectReason.SERVER_CHANGED, detail, event);
        }
        PollStanding changed = standing.withNewServer(event.server());
        Deliver report = PollEndings.notice(event.changedFrom(standing.resume()), changed, event.at());
        if (!run.isFull()) {
            return PollEndings.startedOver(changed, event.at()).after(report);
        }
        return run.snapshot()
                ? PollStep.to(new Answering(changed, run), report)
                : PollStep.to(
                        new Answering(changed, run.asSnapshot()),
                        report,
                        PollEndings.notice(new Notice.SnapshotStarted(run.pass().id()), changed, event.at()));
    }

    /** Takes note of the server's life and clock, then of what it says. */
    private PollStep answer(Answering state, FromServer event) {
        PollRun run = state.run();
        PollStanding standing = state.standing().afterAnswer();
        ServerTime baseTime = event.baseTime();
        ClockStep step = null;
        if (baseTime != null) {
            StepWhileAway away = away(standing, run, baseTime, event.at());
            step = away.step();
            standing = standing.with(skew(standing.skew(), run, away, baseTime, event.at()));
            if (away.shows() && !run.isFull()) {
                // What changed since the step lies before the time that was asked from.
                return startedOver(standing, step, event.at());
            }
        }
        List<PollEffect> effects = new ArrayList<>();
        if (!state.standing().connected()) {
            effects.add(PollEndings.notice(run.connection(), standing, event.at()));
        }
        if (step != null) {
            effects.add(PollEndings.notice(new Notice.ClockStepped(step), standing, event.at()));
        }
        PollState next = event instanceof Bindings told
                ? bindings(standing, run, told, effects)
                : done(standing, run.after(baseTime, 0, event.at()), event.at(), effects);
        return new PollStep(next, effects);
    }

    /** What the first base-time of a poll shows; that of another tells no more. */
    private StepWhileAway away(PollStanding standing, PollRun run, ServerTime baseTime, LocalMoment at) {
        ResumePosition position = standing.resume().position();
        return position == null || run.pass().firstBaseTime() != null
                ? StepWhileAway.NONE
                : StepWhileAway.judge(position, standing.skew(), rules, run.start(), baseTime, at);
    }

    private static ClockSkew skew(
            ClockSkew before, PollRun run, StepWhileAway away, ServerTime baseTime, LocalMoment at) {
        if (away.shows()) {
            return before.afterStep(baseTime, at, true);
        }
        return run.pass().firstBaseTime() == null ? before.afterPrompt(baseTime, at) : before.after(baseTime, at);
    }

    private static PollStep startedOver(PollStanding standing, @Nullable ClockStep step, LocalMoment at) {
        PollStep again =
                PollEndings.startedOver(standing.with(standing.incremental().withFullNext()), at);
        return step == null ? again : again.after(PollEndings.notice(new Notice.ClockStepped(step), standing, at));
    }

    private static PollState bindings(PollStanding standing, PollRun run, Bindings event, List<PollEffect> effects) {
        for (Binding binding : event.bindings()) {
            effects.add(new Deliver(new Delivery.OfBinding(
                    binding, Origin.POLL, run.pass().id(), standing.skew().smoothedMillis(), standing.resume())));
        }
        PollRun next = run.after(event.baseTime(), event.bindings().size(), event.at());
        return new Answering(standing, next.afterBindings(event.bindings()));
    }

    private PollState done(PollStanding standing, PollRun run, LocalMoment at, List<PollEffect> effects) {
        if (!queries.isLast(run)) {
            PollRun next = run.withNextQuery();
            effects.add(queries.send(next));
            return new Answering(standing, next);
        }
        BulkPass pass = run.pass();
        ResumePosition position = position(standing, run, at);
        PollStanding after = standing.afterPoll(position, incremental(standing, run));
        Notice completed =
                new Notice.PollCompleted(pass.id(), run.tellsEverything(), pass.bindings(), position.baseTime());
        effects.add(PollEndings.notice(completed, after, at));
        if (run.snapshot()) {
            Notice snapshot = new Notice.SnapshotCompleted(pass.id(), pass.bindings());
            effects.add(PollEndings.notice(snapshot, after, at));
        }
        effects.add(new CloseConnection());
        effects.add(
                new AwaitNextPoll(Duration.ofMillis(Math.max(0, interval.toMillis() - at.millisSince(run.since())))));
        return new Waiting(after);
    }

    private static Incremental incremental(PollStanding standing, PollRun run) {
        boolean timed = run.pass().firstBaseTime() != null;
        Incremental next = run.isFull()
                ? standing.incremental().afterFull(timed && run.sawEnded())
                : standing.incremental().afterIncremental(run.honoured());
        return run.whole() ? next : next.withFullNext();
    }

    /**
     * The first answer was built before everything that the poll has not told. Without a base-time our own
     * clock stands in; if nothing has changed since the last poll, its position will do.
     */
    private static ResumePosition position(PollStanding standing, PollRun run, LocalMoment at) {
        ServerTime baseTime = run.pass().firstBaseTime();
        if (baseTime != null) {
            return new ResumePosition(baseTime, 0, standing.skew().leastDelayedMillis());
        }
        ResumePosition last = standing.resume().position();
        if (!run.isFull() && last != null) {
            return last;
        }
        LocalMoment answeredAt = run.answeredAt() == null ? at : run.answeredAt();
        return new ResumePosition(new ServerTime(answeredAt.epochMilli() / MILLIS_PER_SECOND), 0, null);
    }

    /** A server that will not tell changes only is well all the same. */
    private PollStep refused(Answering state, Refused event) {
        PollStanding standing = state.standing();
        if (!state.run().isFull() && event.refusal().isLasting()) {
            return PollEndings.startedOver(standing.with(standing.incremental().afterRefusal()), event.at());
        }
        String detail = event.refusal().explained(queries.current(state.run()), event.detail());
        return failed(state, DisconnectReason.REFUSED, detail, event);
    }

    private PollStep malformed(Answering state, MalformedMessage event) {
        PollStanding standing = state.standing();
        Deliver report = PollEndings.notice(event.notice(true), standing, event.at());
        PollState without = new Answering(standing, state.run().withoutMessage());
        return switch (malformedMessages) {
            case FAIL ->
                failed(state, DisconnectReason.MALFORMED_MESSAGE, event.reason(), event)
                        .after(report);
            case SKIP -> PollStep.to(without, report);
            case QUARANTINE -> PollStep.to(without, report, new Deliver(event.quarantined(standing.resume())));
        };
    }

    private static PollStep connectionEnded(Answering state, Failed event) {
        boolean inOrder = event.reason() == DisconnectReason.CLOSED_BY_SERVER
                && state.run().pass().isBetweenAnswers();
        return inOrder
                ? PollStep.to(new Connecting(state.standing(), state.run().since(), state.run()), new Connect())
                : failed(state, event.reason(), event.detail() + " before the answer was whole", event);
    }

    private static PollStep failed(Answering state, DisconnectReason reason, String detail, BulkEvent event) {
        return PollEndings.failed(state.standing(), reason, detail, event.at());
    }
}
