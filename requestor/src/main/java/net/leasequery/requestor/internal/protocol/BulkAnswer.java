package net.leasequery.requestor.internal.protocol;

import java.util.function.BiFunction;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import net.leasequery.requestor.internal.protocol.SharedEvent.Bindings;

/**
 * Receives the answers to one pass of bulk queries: the common part of back-fill, question and poll. RFC 6926 sections
 * 7.3, 7.7 and 7.8, RFC 5460 section 6.3. Subclasses decide what an answer is used for and what its failure means.
 *
 * @param <P> the phase in which an answer is received
 * @param <C> data that the machine keeps in every phase
 * @param <S> states of the machine
 */
abstract class BulkAnswer<P, C, S> {

    private final MalformedMessagePolicy malformedMessages;
    private final Transitions<P, C, S> transitions;

    BulkAnswer(MalformedMessagePolicy malformedMessages, BiFunction<P, C, S> unchanged) {
        this.malformedMessages = malformedMessages;
        this.transitions = new Transitions<P, C, S>(unchanged)
                .on(SharedEvent.ServerIdentified.class, this::identified)
                .on(Bindings.class, this::bindings)
                .on(BulkEvent.Done.class, this::done)
                .on(BulkEvent.Refused.class, this::refused)
                .on(
                        SharedEvent.UnexpectedMessage.class,
                        (phase, event, context) ->
                                failed(phase, DisconnectReason.PROTOCOL_ERROR, event.detail(), event.at(), context))
                .on(SharedEvent.MalformedMessage.class, this::malformed)
                .on(BulkEvent.Failed.class, this::connectionEnded)
                .on(SharedEvent.Stopped.class, (phase, event, context) -> stopped(context));
    }

    /** Returns the step that {@code event} causes while an answer is received. */
    final Step<S> answered(P phase, BulkEvent event, C context) {
        int xid = pass(phase).xid();
        if (event instanceof ServerMessage message && message.xid() != xid) {
            return failed(phase, DisconnectReason.PROTOCOL_ERROR, message.foreignTo(xid), event.at(), context);
        }
        return transitions.next(phase, event, context);
    }

    abstract BulkPass pass(P phase);

    abstract ResumeState resume(C context);

    abstract Step<S> identified(P phase, SharedEvent.ServerIdentified event, C context);

    abstract Step<S> bindings(P phase, Bindings event, C context);

    abstract Step<S> done(P phase, BulkEvent.Done event, C context);

    abstract Step<S> refused(P phase, BulkEvent.Refused event, C context);

    abstract Step<S> stopped(C context);

    /** Ends the pass before it is complete. */
    abstract Step<S> failed(P phase, DisconnectReason reason, String detail, LocalMoment at, C context);

    /** Continues the rest of the pass on another connection (RFC 6926 section 7.8). */
    abstract Step<S> reconnecting(P phase, C context);

    /** Continues without a message that could not be decoded. */
    abstract S withoutMessage(P phase, C context);

    private Step<S> connectionEnded(P phase, BulkEvent.Failed event, C context) {
        boolean inOrder = event.reason() == DisconnectReason.CLOSED_BY_SERVER
                && pass(phase).isBetweenAnswers();
        return inOrder
                ? reconnecting(phase, context)
                : failed(phase, event.reason(), event.detail() + " before the answer was whole", event.at(), context);
    }

    private Step<S> malformed(P phase, SharedEvent.MalformedMessage event, C context) {
        ResumeState resume = resume(context);
        Deliver report = Deliveries.notice(event.notice(true), resume, event.at());
        return switch (malformedMessages) {
            case FAIL ->
                failed(phase, DisconnectReason.MALFORMED_MESSAGE, event.reason(), event.at(), context)
                        .after(report);
            case SKIP -> Step.to(withoutMessage(phase, context), report);
            case QUARANTINE -> Step.to(withoutMessage(phase, context), report, new Deliver(event.quarantined(resume)));
        };
    }
}
