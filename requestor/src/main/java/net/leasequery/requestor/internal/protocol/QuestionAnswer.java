package net.leasequery.requestor.internal.protocol;

import java.util.function.Supplier;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.BackfillState.Idle;
import net.leasequery.requestor.internal.protocol.BackfillState.Questioning;
import net.leasequery.requestor.internal.protocol.BackfillState.Stopped;
import net.leasequery.requestor.internal.protocol.Effect.CloseConnection;
import net.leasequery.requestor.internal.protocol.Effect.Connect;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import net.leasequery.requestor.internal.protocol.Effect.SendBulkQuery;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import org.jspecify.annotations.Nullable;

/**
 * Asks a question on the bulk connection and receives its answers. Each question ends with one notice: answered or
 * failed. If the server refuses a query permanently, the others are still asked. A question does not change the gap
 * that is owed.
 */
public final class QuestionAnswer extends BulkAnswer<Questioning, RetainedState, BackfillOutcome> {

    private final boolean allowed;
    private final Supplier<BackfillWindow> windows;
    private final Transitions<Questioning, RetainedState, BackfillOutcome> connecting;

    /**
     * @param allowed whether Bulk Leasequery may be used at all
     * @param windows opens the window of a question
     */
    public QuestionAnswer(boolean allowed, MalformedMessagePolicy malformedMessages, Supplier<BackfillWindow> windows) {
        super(malformedMessages, BackfillOutcome::new);
        this.allowed = allowed;
        this.windows = windows;
        this.connecting = new Transitions<Questioning, RetainedState, BackfillOutcome>(BackfillOutcome::new)
                .on(ConnectionOpened.class, (state, event, retained) -> {
                    QuestionRun run = state.run().on(event.firstXid());
                    return BackfillOutcome.to(state.with(run), retained, new SendBulkQuery(run.request()));
                })
                .on(
                        BulkEvent.Failed.class,
                        (state, event, retained) ->
                                failed(state, retained, "no connection: " + event.detail(), event.at()))
                .on(SharedEvent.Stopped.class, (state, event, retained) -> stopped(retained));
    }

    /**
     * Begins to ask if the bulk connection is free, the stream is open and nothing is owed. Otherwise reports why not,
     * because a question never waits.
     */
    public Step<BackfillOutcome> ask(BackfillState state, Question question, ConversationState live, LocalMoment at) {
        RetainedState retained = live.retained();
        String objection = objection(state, live);
        if (state.phase() == BackfillState.Phase.STOPPED) {
            return BackfillOutcome.to(state, retained);
        }
        if (objection != null) {
            return BackfillOutcome.to(state, retained, failure(question, false, objection, retained, at));
        }
        Questioning next = new Questioning(state.failures(), QuestionRun.of(question, windows.get()));
        return BackfillOutcome.to(next, retained, new Connect(Link.BULK));
    }

    private @Nullable String objection(BackfillState state, ConversationState live) {
        if (!allowed) {
            return "snapshotMode NEVER forbids Bulk Leasequery";
        }
        if (live.phase() != Phase.CATCHING_UP && live.phase() != Phase.LIVE) {
            return "there is no stream of changes";
        }
        return state.phase() == BackfillState.Phase.IDLE
                        && live.retained().resume().gap() == null
                ? null
                : "the bulk connection is in use, or a gap has to be filled first";
    }

    /** Fails the question because a back-fill needs the connection. */
    Step<BackfillOutcome> preempted(Questioning state, RetainedState retained, LocalMoment at) {
        return ended(state, false, "a gap has to be filled first", retained, at);
    }

    /** Returns the step that {@code event} causes while the question is asked. */
    public Step<BackfillOutcome> next(Questioning state, BulkEvent event, RetainedState retained) {
        return state.run().connected() ? answered(state, event, retained) : connecting.next(state, event, retained);
    }

    @Override
    BulkPass pass(Questioning phase) {
        return phase.run().pass();
    }

    @Override
    ResumeState resume(RetainedState retained) {
        return retained.resume();
    }

    /** Bindings that another server has, or lacks, prove nothing about the followed server. */
    @Override
    Step<BackfillOutcome> identified(Questioning phase, ServerIdentified event, RetainedState retained) {
        return retained.resume().isOfAnotherServerThan(event.server())
                ? failed(phase, retained, "another server, " + event.server() + ", answered", event.at())
                : BackfillOutcome.to(phase, retained.withServer(event.server()));
    }

    @Override
    Step<BackfillOutcome> bindings(Questioning phase, Bindings event, RetainedState retained) {
        QuestionRun run = phase.run();
        QuestionRun next =
                run.with(run.pass().after(event.baseTime(), event.bindings().size()));
        return new Step<>(
                new BackfillOutcome(phase.with(next), retained),
                Deliveries.bindings(
                        event,
                        Origin.GAP_FILL,
                        run.question().id(),
                        retained.skew(),
                        retained.resume(),
                        run.window().admission(event, retained.skew())));
    }

    @Override
    Step<BackfillOutcome> done(Questioning phase, BulkEvent.Done event, RetainedState retained) {
        QuestionRun run = phase.run();
        return answered(phase, run.with(run.pass().after(event.baseTime(), 0)), retained, event.at());
    }

    /** A temporary refusal fails the question: the server may answer when asked again. */
    @Override
    Step<BackfillOutcome> refused(Questioning phase, BulkEvent.Refused event, RetainedState retained) {
        return event.refusal().isLasting()
                ? answered(phase, phase.run().withoutAnswer(), retained, event.at())
                : failed(phase, retained, event.detail(), event.at());
    }

    @Override
    Step<BackfillOutcome> stopped(RetainedState retained) {
        return BackfillOutcome.to(new Stopped(), retained, new CloseConnection(Link.BULK));
    }

    @Override
    Step<BackfillOutcome> failed(
            Questioning phase, DisconnectReason reason, String detail, LocalMoment at, RetainedState retained) {
        return failed(phase, retained, detail, at);
    }

    @Override
    Step<BackfillOutcome> reconnecting(Questioning phase, RetainedState retained) {
        return BackfillOutcome.to(phase.with(phase.run().cutOff()), retained, new Connect(Link.BULK));
    }

    @Override
    BackfillOutcome withoutMessage(Questioning phase, RetainedState retained) {
        return new BackfillOutcome(phase.with(phase.run().withoutAnswer()), retained);
    }

    private static Step<BackfillOutcome> answered(
            Questioning state, QuestionRun run, RetainedState retained, LocalMoment at) {
        if (!run.isLast()) {
            QuestionRun next = run.with(run.pass().withNextQuery());
            return BackfillOutcome.to(state.with(next), retained, new SendBulkQuery(next.request()));
        }
        Notice notice = new Notice.QuestionAnswered(
                run.question().id(), run.unanswered(), run.pass().firstBaseTime());
        return BackfillOutcome.to(
                new Idle(state.failures()),
                retained,
                Deliveries.notice(notice, retained.resume(), at),
                new CloseConnection(Link.BULK));
    }

    /** This failure does not delay a back-fill, because the caller decides when to ask again. */
    public Step<BackfillOutcome> failed(Questioning state, RetainedState retained, String reason, LocalMoment at) {
        return ended(state, true, reason, retained, at);
    }

    private static Step<BackfillOutcome> ended(
            Questioning state, boolean tried, String reason, RetainedState retained, LocalMoment at) {
        return BackfillOutcome.to(
                new Idle(state.failures()),
                retained,
                failure(state.run().question(), tried, reason, retained, at),
                new CloseConnection(Link.BULK));
    }

    private static Deliver failure(
            Question question, boolean tried, String reason, RetainedState retained, LocalMoment at) {
        return Deliveries.notice(new Notice.QuestionFailed(question.id(), tried, reason), retained.resume(), at);
    }
}
