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
final class PollAnswerTransitions {

    private static final long MILLIS_PER_SECOND = 1_000;

    private final PollQueries queries;
    private final Duration interval;
    private final ResumeRules rules;
    private final MalformedMessagePolicy malformedMessages;

    PollAnswerTransitions(
            PollQueries queries, Duration interval, long overlapSeconds, MalformedMessagePolicy malformedMessages) {
        this.queries = queries;
        this.interval = interval;
        this.rules = ResumeRules.withOverlap(overlapSeconds);
        this.malformedMessages = malformedMessages;
    }

    PollStep next(Answering state, BulkEvent event) {
        BulkPass pass = state.run().pass();
        if (event instanceof ServerMessage message && message.xid() != pass.xid()) {
            return failed(state, DisconnectReason.PROTOCOL_ERROR, message.foreignTo(pass.xid()), event);
        }
        return switch (event.bulkKind()) {
            case SERVER_IDENTIFIED -> identified(state, (ServerIdentified) event);
            case BINDINGS, DONE -> answer(state, (ServerMessage) event);
            case REFUSED -> refused(state, (Refused) event);
            case UNEXPECTED_MESSAGE ->
                failed(state, DisconnectReason.PROTOCOL_ERROR, ((UnexpectedMessage) event).detail(), event);
            case MALFORMED_MESSAGE -> malformed(state, (MalformedMessage) event);
            case FAILED -> connectionEnded(state, (Failed) event);
            case STOPPED -> PollClosingTransitions.stopped(state);
            case WAIT_ELAPSED, CONNECTION_OPENED -> PollStep.to(state);
        };
    }

    /** Another server than that of the last poll is asked for everything, whatever the present poll asks for. */
    private static PollStep identified(Answering state, ServerIdentified event) {
        RetainedPollState retained = state.retained();
        PollRun run = state.run();
        if (!retained.resume().isOfAnotherServerThan(event.server())) {
            return PollStep.to(new Answering(retained.withServer(event.server()), run));
        }
        if (run.pass().isBegun()) {
            String detail = "server " + event.server() + " answered in the middle of a poll of server "
                    + retained.resume().server() + "; give each server a name of its own in dhcp.servers";
            return failed(state, DisconnectReason.SERVER_CHANGED, detail, event);
        }
        RetainedPollState changed = retained.withNewServer(event.server());
        Deliver report = PollClosingTransitions.notice(event.changedFrom(retained.resume()), changed, event.at());
        if (!run.isFull()) {
            return PollClosingTransitions.startedOver(changed, event.at()).after(report);
        }
        return run.snapshot()
                ? PollStep.to(new Answering(changed, run), report)
                : PollStep.to(
                        new Answering(changed, run.asSnapshot()),
                        report,
                        PollClosingTransitions.notice(new Notice.SnapshotStarted(run.pass().id()), changed, event.at()));
    }

    /** Takes note of the server's life and clock, then of what it says. */
    private PollStep answer(Answering state, ServerMessage event) {
        PollRun run = state.run();
        RetainedPollState retained = state.retained().afterAnswer();
        ServerTime baseTime = event.baseTime();
        ClockStep step = null;
        if (baseTime != null) {
            ClockStepWhileDisconnected away = away(retained, run, baseTime, event.at());
            step = away.step();
            retained = retained.with(skew(retained.skew(), run, away, baseTime, event.at()));
            if (away.shows() && !run.isFull()) {
                // What changed since the step lies before the time that was asked from.
                return startedOver(retained, step, event.at());
            }
        }
        List<PollEffect> effects = new ArrayList<>();
        if (!state.retained().connected()) {
            effects.add(PollClosingTransitions.notice(run.connection(), retained, event.at()));
        }
        if (step != null) {
            effects.add(PollClosingTransitions.notice(new Notice.ClockStepped(step), retained, event.at()));
        }
        PollState next = event instanceof Bindings told
                ? bindings(retained, run, told, effects)
                : done(retained, run.after(baseTime, 0, event.at()), event.at(), effects);
        return new PollStep(next, effects);
    }

    /** What the first base-time of a poll shows; that of another tells no more. */
    private ClockStepWhileDisconnected away(RetainedPollState retained, PollRun run, ServerTime baseTime, LocalMoment at) {
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

    private static PollStep startedOver(RetainedPollState retained, @Nullable ClockStep step, LocalMoment at) {
        PollStep again =
                PollClosingTransitions.startedOver(retained.with(retained.incremental().withFullNext()), at);
        return step == null ? again : again.after(PollClosingTransitions.notice(new Notice.ClockStepped(step), retained, at));
    }

    private static PollState bindings(RetainedPollState retained, PollRun run, Bindings event, List<PollEffect> effects) {
        for (Binding binding : event.bindings()) {
            effects.add(new Deliver(new Delivery.OfBinding(
                    binding, Origin.POLL, run.pass().id(), retained.skew().smoothedMillis(), retained.resume())));
        }
        PollRun next = run.after(event.baseTime(), event.bindings().size(), event.at());
        return new Answering(retained, next.afterBindings(event.bindings()));
    }

    private PollState done(RetainedPollState retained, PollRun run, LocalMoment at, List<PollEffect> effects) {
        if (!queries.isLast(run)) {
            PollRun next = run.withNextQuery();
            effects.add(queries.send(next));
            return new Answering(retained, next);
        }
        BulkPass pass = run.pass();
        ResumePosition position = position(retained, run, at);
        RetainedPollState after = retained.afterPoll(position, incremental(retained, run));
        Notice completed =
                new Notice.PollCompleted(pass.id(), run.tellsEverything(), pass.bindings(), position.baseTime());
        effects.add(PollClosingTransitions.notice(completed, after, at));
        if (run.snapshot()) {
            Notice snapshot = new Notice.SnapshotCompleted(pass.id(), pass.bindings());
            effects.add(PollClosingTransitions.notice(snapshot, after, at));
        }
        effects.add(new CloseConnection());
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
     * The first answer was built before everything that the poll has not told. Without a base-time our own
     * clock stands in; if nothing has changed since the last poll, its position will do.
     */
    private static ResumePosition position(RetainedPollState retained, PollRun run, LocalMoment at) {
        ServerTime baseTime = run.pass().firstBaseTime();
        if (baseTime != null) {
            return new ResumePosition(baseTime, 0, retained.skew().leastDelayedMillis());
        }
        ResumePosition last = retained.resume().position();
        if (!run.isFull() && last != null) {
            return last;
        }
        LocalMoment answeredAt = run.answeredAt() == null ? at : run.answeredAt();
        return new ResumePosition(new ServerTime(answeredAt.epochMilli() / MILLIS_PER_SECOND), 0, null);
    }

    /** A server that will not tell changes only is well all the same. */
    private PollStep refused(Answering state, Refused event) {
        RetainedPollState retained = state.retained();
        if (!state.run().isFull() && event.refusal().isLasting()) {
            return PollClosingTransitions.startedOver(retained.with(retained.incremental().afterRefusal()), event.at());
        }
        String detail = event.refusal().explained(queries.current(state.run()), event.detail());
        return failed(state, DisconnectReason.REFUSED, detail, event);
    }

    private PollStep malformed(Answering state, MalformedMessage event) {
        RetainedPollState retained = state.retained();
        Deliver report = PollClosingTransitions.notice(event.notice(true), retained, event.at());
        PollState without = new Answering(retained, state.run().withoutMessage());
        return switch (malformedMessages) {
            case FAIL ->
                failed(state, DisconnectReason.MALFORMED_MESSAGE, event.reason(), event)
                        .after(report);
            case SKIP -> PollStep.to(without, report);
            case QUARANTINE -> PollStep.to(without, report, new Deliver(event.quarantined(retained.resume())));
        };
    }

    private static PollStep connectionEnded(Answering state, Failed event) {
        boolean inOrder = event.reason() == DisconnectReason.CLOSED_BY_SERVER
                && state.run().pass().isBetweenAnswers();
        return inOrder
                ? PollStep.to(new Connecting(state.retained(), state.run().since(), state.run()), new Connect())
                : failed(state, event.reason(), event.detail() + " before the answer was whole", event);
    }

    private static PollStep failed(Answering state, DisconnectReason reason, String detail, BulkEvent event) {
        return PollClosingTransitions.failed(state.retained(), reason, detail, event.at());
    }
}
