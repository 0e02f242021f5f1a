package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ServerIdentity;

/**
 * The transition function of a whole requestor. Pure. The live stream comes first: a back-fill runs
 * beside it, begins when the stream has been asked for, and never stops it.
 */
public final class Session {

    private final Conversation conversation;
    private final Backfill backfill;

    public Session(Conversation conversation, Backfill backfill) {
        this.conversation = conversation;
        this.backfill = backfill;
    }

    /** What an event on the live connection makes of {@code state}. */
    public SessionStep nextLive(SessionState state, ConversationEvent event) {
        Step step = conversation.next(state.live(), event);
        if (isOfOtherServer(state.live().retained(), step.state().retained())) {
            BackfillStep abandoned =
                    backfill.abandon(state.backfill(), step.state().retained());
            return followed(abandoned.state(), step.state(), step.effects(), abandoned.effects(), event.at());
        }
        return followed(state.backfill(), step.state(), step.effects(), List.of(), event.at());
    }

    /** What a question makes of {@code state}. */
    public SessionStep ask(SessionState state, Question question, LocalMoment at) {
        BackfillStep step = backfill.ask(state.backfill(), question, state.live(), at);
        return new SessionStep(new SessionState(state.live(), step.state()), List.of(), step.effects());
    }

    /** What an event on the bulk connection makes of {@code state}. */
    public SessionStep nextBulk(SessionState state, BulkEvent event) {
        RetainedState retained = state.live().retained();
        BackfillStep step = backfill.next(state.backfill(), event, retained);
        ConversationState live = state.live().with(step.retained());
        if (live instanceof ConversationState.Querying querying && isAnswer(state.backfill(), event)) {
            Step answered = querying.answered(event.at());
            return followed(step.state(), answered.state(), answered.effects(), step.effects(), event.at());
        }
        return followed(step.state(), live, List.of(), step.effects(), event.at());
    }

    /** An idle server may have nothing to send on the live connection yet. */
    private static boolean isAnswer(BackfillState backfill, BulkEvent event) {
        boolean tells = event.bulkKind() == BulkEvent.Kind.BINDINGS || event.bulkKind() == BulkEvent.Kind.DONE;
        return tells
                && event instanceof ServerMessage message
                && backfill instanceof BackfillState.Answering answering
                && message.xid() == answering.run().pass().xid();
    }

    private static boolean isOfOtherServer(RetainedState before, RetainedState after) {
        ServerIdentity server = after.resume().server();
        return server != null && before.resume().isOfAnotherServerThan(server);
    }

    private SessionStep followed(
            BackfillState before,
            ConversationState live,
            List<ConversationEffect> liveEffects,
            List<BackfillEffect> backfillEffects,
            LocalMoment at) {
        BackfillStep follow = backfill.follow(before, live, at);
        List<BackfillEffect> effects = backfillEffects;
        if (!follow.effects().isEmpty()) {
            effects = new ArrayList<>(backfillEffects);
            effects.addAll(follow.effects());
        }
        return new SessionStep(new SessionState(live, follow.state()), liveEffects, effects);
    }
}
