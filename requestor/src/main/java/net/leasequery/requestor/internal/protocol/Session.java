package net.leasequery.requestor.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.protocol.BackfillState.Questioning;
import org.jspecify.annotations.Nullable;

/**
 * The transition function of a whole requestor. Pure except for the {@link BackfillWindow} of a back-fill. The live
 * stream has priority: a back-fill runs in parallel, begins once the active query was sent, and never stops the stream.
 */
public final class Session implements StateMachine<SessionState> {

    private static final String CLOCK_SET = "the server's clock was set while it answered, so its answer cannot be put"
            + " in order with the stream of changes; it is asked again";
    private static final String WINDOW_FULL = "more addresses changed during a bulk query than may be remembered; the"
            + " query is ended and repeated later. Raise maxTableOctets";

    private final Conversation conversation;
    private final Backfill backfill;
    private final QuestionAnswer questions;

    public Session(Conversation conversation, Backfill backfill, QuestionAnswer questions) {
        this.conversation = conversation;
        this.backfill = backfill;
        this.questions = questions;
    }

    /**
     * Returns the session that these settings describe.
     *
     * @param tables opens a share of the memory for tables of addresses, given the limit in octets for all of them
     */
    public static Session of(RequestorSettings settings, LongFunction<MemoryBudget.Share> tables) {
        boolean endsAreReported = settings.family().reportsEndsInBulk();
        ResumeRules rules = new ResumeRules(settings.overlapSeconds(), settings.resumeAssumes(), !endsAreReported);
        Supplier<BackfillWindow> windows = () -> new BackfillWindow(tables.apply(settings.maxTableOctets()));
        return new Session(
                new Conversation(rules, snapshotStart(settings), settings.malformedMessages()),
                new Backfill(
                        settings.bulkQueries(),
                        settings.snapshotMode(),
                        endsAreReported,
                        settings.overlapSeconds(),
                        settings.malformedMessages(),
                        windows),
                new QuestionAnswer(
                        settings.snapshotMode() != SnapshotMode.NEVER, settings.malformedMessages(), windows));
    }

    /** Without bulk queries a snapshot is an active query for all changes since time 1. */
    private static @Nullable ServerTime snapshotStart(RequestorSettings settings) {
        boolean byCatchUp = settings.bulkQueries().isEmpty() && settings.snapshotMode() != SnapshotMode.NEVER;
        return byCatchUp ? ServerTime.ofWire(settings.family(), 1) : null;
    }

    @Override
    public Effect.Link mainLink() {
        return Effect.Link.LIVE;
    }

    @Override
    public Step<SessionState> start(SessionState state, LocalMoment at) {
        return nextLive(state, new ConversationEvent.Started(at));
    }

    @Override
    public Step<SessionState> stop(SessionState state, LocalMoment at) {
        return nextLive(state, new SharedEvent.Stopped(at));
    }

    @Override
    public Step<SessionState> resumeReading(SessionState state, LocalMoment at) {
        return nextLive(state, new ConversationEvent.ReadingResumed(at));
    }

    @Override
    public Step<SessionState> nextLive(SessionState state, ConversationEvent event) {
        Step<ConversationState> step = conversation.next(state.live(), event);
        RetainedState retained = step.state().retained();
        Step<BackfillOutcome> beside = isOfOtherServer(state.live().retained(), retained)
                ? backfill.abandon(state.backfill(), retained)
                : compared(state, step, event);
        return followed(state, step.state().with(beside.state().retained()), step.effects(), beside, event.at());
    }

    @Override
    public Step<SessionState> ask(SessionState state, Question question, LocalMoment at) {
        Step<BackfillOutcome> step = questions.ask(state.backfill(), question, state.live(), at);
        return new Step<>(new SessionState(state.live(), step.state().backfill()), step.effects());
    }

    @Override
    public Step<SessionState> nextBulk(SessionState state, BulkEvent event) {
        RetainedState retained = state.live().retained();
        Step<BackfillOutcome> step = state.backfill() instanceof Questioning asking
                ? questions.next(asking, event, retained)
                : backfill.next(state.backfill(), event, retained);
        ConversationState live = state.live().with(step.state().retained());
        if (live instanceof ConversationState.Querying querying && isAnswer(state.backfill(), event)) {
            Step<ConversationState> answered = querying.answered(event.at());
            return followed(state, answered.state(), answered.effects(), step, event.at());
        }
        return followed(state, live, List.of(), step, event.at());
    }

    /**
     * A bulk answer also proves that the server answers: an idle one may have nothing to send on the live connection
     * yet.
     */
    private static boolean isAnswer(BackfillState backfill, BulkEvent event) {
        return (event instanceof SharedEvent.Bindings || event instanceof BulkEvent.Done)
                && event instanceof ServerMessage message
                && backfill instanceof BackfillState.Answering answering
                && message.xid() == answering.run().pass().xid();
    }

    private static boolean isOfOtherServer(RetainedState before, RetainedState after) {
        ServerIdentity server = after.resume().server();
        return server != null && before.resume().isOfAnotherServerThan(server);
    }

    /** Remembers live bindings while a bulk answer is received, or gives up that answer. */
    private Step<BackfillOutcome> compared(SessionState state, Step<ConversationState> live, ConversationEvent event) {
        BackfillState before = state.backfill();
        RetainedState retained = live.state().retained();
        LocalMoment at = event.at();
        BackfillWindow window = before.window();
        if (window == null) {
            return BackfillOutcome.to(before, retained);
        }
        // The first message of a connection does not wait in a queue: if it is older, the clock was set.
        if (event instanceof ServerMessage message
                && message.baseTime() != null
                && !state.live().hasShownBaseTime()
                && window.hasBulkReplyAfter(message.baseTime())) {
            return giveUp(before, retained, CLOCK_SET, at);
        }
        for (Effect effect : live.effects()) {
            if (effect instanceof Effect.Deliver deliver) {
                if (deliver.delivery() instanceof Delivery.OfBinding delivered) {
                    window.touch(delivered.binding());
                } else if (deliver.delivery() instanceof Delivery.OfNotice news
                        && news.notice() instanceof Notice.ClockStepped) {
                    return giveUp(before, retained, CLOCK_SET, at);
                }
            }
        }
        if (!window.isFull()) {
            return BackfillOutcome.to(before, retained);
        }
        Notice full = new Notice.TableFull(window.limitOctets(), WINDOW_FULL);
        return giveUp(before, retained, WINDOW_FULL, at).after(Deliveries.notice(full, retained, at));
    }

    private Step<BackfillOutcome> giveUp(BackfillState state, RetainedState retained, String reason, LocalMoment at) {
        return state instanceof Questioning asking
                ? questions.failed(asking, retained, reason, at)
                : backfill.giveUp(state, retained, reason, at);
    }

    private Step<SessionState> followed(
            SessionState before,
            ConversationState live,
            List<Effect> liveEffects,
            Step<BackfillOutcome> beside,
            LocalMoment at) {
        Step<BackfillOutcome> follow = follow(beside.state().backfill(), live, at);
        BackfillState after = follow.state().backfill();
        closeUnused(before.backfill().window(), after.window());
        List<Effect> effects = new ArrayList<>(liveEffects);
        effects.addAll(beside.effects());
        effects.addAll(follow.effects());
        return new Step<>(new SessionState(live, after), effects);
    }

    /** A question gives way to a back-fill. */
    private Step<BackfillOutcome> follow(BackfillState state, ConversationState live, LocalMoment at) {
        if (state instanceof Questioning asking && backfill.isDue(live)) {
            Step<BackfillOutcome> ended = questions.preempted(asking, live.retained(), at);
            return backfill.follow(ended.state().backfill(), live, at).after(ended.effects());
        }
        return backfill.follow(state, live, at);
    }

    private static void closeUnused(@Nullable BackfillWindow before, @Nullable BackfillWindow after) {
        if (before != null && before != after) {
            before.close();
        }
    }
}
