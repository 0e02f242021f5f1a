package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.internal.protocol.BackfillEffect.CloseConnection;
import net.leasequery.requestor.internal.protocol.BackfillEffect.Connect;
import net.leasequery.requestor.internal.protocol.BackfillEffect.Deliver;
import net.leasequery.requestor.internal.protocol.BackfillEffect.OpenWindow;
import net.leasequery.requestor.internal.protocol.BackfillEffect.SendQuery;
import net.leasequery.requestor.internal.protocol.BackfillState.Idle;
import net.leasequery.requestor.internal.protocol.BackfillState.Questioning;
import net.leasequery.requestor.internal.protocol.BackfillState.Stopped;
import net.leasequery.requestor.internal.protocol.BulkEvent.Failed;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;
import net.leasequery.requestor.internal.protocol.SharedEvent.ConnectionOpened;
import net.leasequery.requestor.internal.protocol.SharedEvent.MalformedMessage;
import net.leasequery.requestor.internal.protocol.SharedEvent.ServerIdentified;
import net.leasequery.requestor.internal.protocol.SharedEvent.UnexpectedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Transitions of a question that is asked on the bulk connection. Each question ends with one notice: answered, or
 * failed. A query that the server refuses does not keep the others from being asked. Nothing of it changes what is owed.
 */
final class QuestionTransitions {

    private final boolean allowed;
    private final MalformedMessagePolicy malformedMessages;

    /**
     * @param allowed whether Bulk Leasequery may be used at all
     */
    QuestionTransitions(boolean allowed, MalformedMessagePolicy malformedMessages) {
        this.allowed = allowed;
        this.malformedMessages = malformedMessages;
    }

    /** Begins to ask if the bulk connection is free, the stream is open and nothing is owed. */
    BackfillStep ask(BackfillState state, Question question, ConversationState live, LocalMoment at) {
        RetainedState retained = live.retained();
        String objection = objection(state, live);
        if (state.phase() == BackfillState.Phase.STOPPED) {
            return BackfillStep.to(state, retained);
        }
        if (objection != null) {
            return BackfillStep.to(state, retained, failure(question, false, objection, retained, at));
        }
        Questioning next = new Questioning(((Idle) state).failures(), QuestionRun.of(question));
        return BackfillStep.to(next, retained, new OpenWindow(), new Connect());
    }

    private @Nullable String objection(BackfillState state, ConversationState live) {
        if (!allowed) {
            return "snapshot.mode=never forbids Bulk Leasequery";
        }
        if (live.phase() != Phase.CATCHING_UP && live.phase() != Phase.LIVE) {
            return "there is no stream of changes";
        }
        return state.phase() == BackfillState.Phase.IDLE
                        && live.retained().resume().gap() == null
                ? null
                : "the bulk connection is in use, or a gap has to be filled first";
    }

    /** Gives way to a back-fill. */
    BackfillStep preempted(Questioning state, RetainedState retained, LocalMoment at) {
        return BackfillStep.to(
                new BackfillState.Connecting(state.failures(), null),
                retained,
                failure(state.run().question(), false, "a gap has to be filled first", retained, at),
                new CloseConnection(),
                new Connect());
    }

    BackfillStep next(Questioning state, BulkEvent event, RetainedState retained) {
        if (event.bulkKind() == BulkEvent.Kind.STOPPED) {
            return BackfillStep.to(new Stopped(), retained, new CloseConnection());
        }
        return state.run().connected()
                ? whileAnswering(state, event, retained)
                : whileConnecting(state, event, retained);
    }

    private static BackfillStep whileConnecting(Questioning state, BulkEvent event, RetainedState retained) {
        return switch (event.bulkKind()) {
            case CONNECTION_OPENED -> {
                QuestionRun run = state.run().on(((ConnectionOpened) event).firstXid());
                yield BackfillStep.to(state.with(run), retained, new SendQuery(run.request()));
            }
            case FAILED -> failed(state, retained, "no connection: " + ((Failed) event).detail(), event.at());
            case WAIT_ELAPSED,
                    SERVER_IDENTIFIED,
                    BINDINGS,
                    DONE,
                    REFUSED,
                    UNEXPECTED_MESSAGE,
                    MALFORMED_MESSAGE,
                    STOPPED -> BackfillStep.to(state, retained);
        };
    }

    private BackfillStep whileAnswering(Questioning state, BulkEvent event, RetainedState retained) {
        QuestionRun run = state.run();
        if (event instanceof ServerMessage message && message.xid() != run.pass().xid()) {
            return failed(state, retained, message.foreignTo(run.pass().xid()), event.at());
        }
        return switch (event.bulkKind()) {
            case SERVER_IDENTIFIED -> identified(state, (ServerIdentified) event, retained);
            case BINDINGS -> bindings(state, (Bindings) event, retained);
            case DONE ->
                answered(state, run.with(run.pass().after(((ServerMessage) event).baseTime(), 0)), retained, event);
            case REFUSED -> answered(state, run.withoutAnswer(), retained, event);
            case UNEXPECTED_MESSAGE -> failed(state, retained, ((UnexpectedMessage) event).detail(), event.at());
            case MALFORMED_MESSAGE -> malformed(state, (MalformedMessage) event, retained);
            case FAILED -> connectionEnded(state, (Failed) event, retained);
            case WAIT_ELAPSED, CONNECTION_OPENED, STOPPED -> BackfillStep.to(state, retained);
        };
    }

    /** What another server has, or lacks, says nothing of the one that is followed. */
    private static BackfillStep identified(Questioning state, ServerIdentified event, RetainedState retained) {
        return retained.resume().isOfAnotherServerThan(event.server())
                ? failed(state, retained, "server " + event.server() + " answered, which is another one", event.at())
                : BackfillStep.to(state, retained.withServer(event.server()));
    }

    private static BackfillStep bindings(Questioning state, Bindings event, RetainedState retained) {
        QuestionRun run = state.run();
        QuestionRun next =
                run.with(run.pass().after(event.baseTime(), event.bindings().size()));
        List<BackfillEffect> effects = new ArrayList<>(event.bindings().size());
        for (Binding binding : event.bindings()) {
            effects.add(new Deliver(new Delivery.OfBinding(
                    binding,
                    Origin.GAP_FILL,
                    run.question().id(),
                    retained.skew().smoothedMillis(),
                    retained.resume())));
        }
        return new BackfillStep(state.with(next), retained, effects);
    }

    private static BackfillStep answered(Questioning state, QuestionRun run, RetainedState retained, BulkEvent event) {
        if (!run.isLast()) {
            QuestionRun next = run.with(run.pass().withNextQuery());
            return BackfillStep.to(state.with(next), retained, new SendQuery(next.request()));
        }
        Notice notice = new Notice.QuestionAnswered(
                run.question().id(), run.unanswered(), run.pass().firstBaseTime());
        return BackfillStep.to(
                new Idle(state.failures()), retained, notice(notice, retained, event.at()), new CloseConnection());
    }

    private static BackfillStep connectionEnded(Questioning state, Failed event, RetainedState retained) {
        boolean inOrder = event.reason() == DisconnectReason.CLOSED_BY_SERVER
                && state.run().pass().isBetweenAnswers();
        return inOrder
                ? BackfillStep.to(state.with(state.run().cutOff()), retained, new Connect())
                : failed(state, retained, event.detail() + " before the answer was whole", event.at());
    }

    private BackfillStep malformed(Questioning state, MalformedMessage event, RetainedState retained) {
        Deliver report = notice(event.notice(true), retained, event.at());
        return switch (malformedMessages) {
            case FAIL -> {
                BackfillStep failed = failed(state, retained, event.reason(), event.at());
                List<BackfillEffect> effects = new ArrayList<>();
                effects.add(report);
                effects.addAll(failed.effects());
                yield new BackfillStep(failed.state(), retained, effects);
            }
            case SKIP -> BackfillStep.to(state.with(state.run().withoutAnswer()), retained, report);
            case QUARANTINE ->
                BackfillStep.to(
                        state.with(state.run().withoutAnswer()),
                        retained,
                        report,
                        new Deliver(event.quarantined(retained.resume())));
        };
    }

    /** A failure of this kind delays no back-fill: whoever asks decides when to ask again. */
    private static BackfillStep failed(Questioning state, RetainedState retained, String reason, LocalMoment at) {
        return BackfillStep.to(
                new Idle(state.failures()),
                retained,
                failure(state.run().question(), true, reason, retained, at),
                new CloseConnection());
    }

    private static Deliver failure(Question question, boolean tried, String reason, RetainedState retained, LocalMoment at) {
        return notice(new Notice.QuestionFailed(question.id(), tried, reason), retained, at);
    }

    private static Deliver notice(Notice notice, RetainedState retained, LocalMoment at) {
        return new Deliver(new Delivery.OfNotice(notice, at.epochMilli(), retained.resume()));
    }
}
