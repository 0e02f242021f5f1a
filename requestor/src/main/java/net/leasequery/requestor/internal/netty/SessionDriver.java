package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.Binding;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.Backfill;
import net.leasequery.requestor.internal.protocol.BackfillEffect;
import net.leasequery.requestor.internal.protocol.BackfillWindow;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.Conversation;
import net.leasequery.requestor.internal.protocol.ConversationEffect;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.ResumeRules;
import net.leasequery.requestor.internal.protocol.Session;
import net.leasequery.requestor.internal.protocol.SessionState;
import net.leasequery.requestor.internal.protocol.SessionStep;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Drives one session: turns what happens on the two connections into events, and performs the
 * effects.
 */
final class SessionDriver implements Driver, BulkEvents.Receiver {

    private final RequestorContext context;
    private final Session session;
    private final DeliveryBatch batch;
    private final StepQueue<SessionStep> steps;
    private final ReconnectingConnection<ConversationEvent> live;
    private final ReconnectingConnection<BulkEvent> bulk;

    private volatile SessionState state;
    private @Nullable BackfillWindow window;
    private boolean heldBack;
    private boolean answered;

    SessionDriver(RequestorContext context, ResumeState resumeState) {
        this.context = context;
        RequestorSettings settings = context.settings();
        this.session = new Session(
                new Conversation(rules(settings), snapshotStart(settings), settings.malformedMessages()),
                new Backfill(
                        settings.bulkQueries(),
                        settings.snapshotMode(),
                        settings.family().tellsEndsInBulk(),
                        settings.overlapSeconds(),
                        settings.malformedMessages()));
        this.state = SessionState.initial(resumeState, settings.snapshotMode());
        this.batch = new DeliveryBatch(context.queue());
        this.steps = new StepQueue<>(this::perform, this::breakDown);
        this.live = new ReconnectingConnection<>(
                context,
                context.connector(),
                settings.receiveTimeout(),
                new LiveEvents(context, this),
                () -> handleLive(new ConversationEvent.BackOffElapsed(context.now())));
        this.bulk = new ReconnectingConnection<>(
                context,
                context.peerConnector(),
                settings.dataTimeout(),
                new BulkEvents(context, this),
                () -> handle(new BulkEvent.WaitElapsed(context.now())));
    }

    private static ResumeRules rules(RequestorSettings settings) {
        boolean endsAreInferred = !settings.family().tellsEndsInBulk();
        return new ResumeRules(settings.overlapSeconds(), settings.resumeAssumes(), endsAreInferred);
    }

    /** Without bulk queries there is another way to a snapshot: to ask for all that changed since time 1. */
    private static @Nullable ServerTime snapshotStart(RequestorSettings settings) {
        boolean byCatchUp = settings.bulkQueries().isEmpty() && settings.snapshotMode() != SnapshotMode.NEVER;
        return byCatchUp ? ServerTime.ofWire(settings.family(), 1) : null;
    }

    @Override
    public Phase phase() {
        return state.live().phase();
    }

    @Override
    public @Nullable Long clockSkewMillis() {
        return state.live().retained().skew().smoothedMillis();
    }

    @Override
    public void start() {
        handleLive(new ConversationEvent.Started(context.now()));
    }

    @Override
    public void ask(Question question) {
        steps.take(() -> session.ask(state, question, context.now()));
        batch.flush();
    }

    @Override
    public void stop() {
        handleLive(new SharedEvent.Stopped(context.now()));
    }

    @Override
    public void roomInQueue() {
        heldBack = false;
        handleLive(new ConversationEvent.ReadingResumed(context.now()));
        live.carryOn();
        bulk.carryOn();
    }

    /** Takes an event that no further ones follow at once. */
    void handleLive(ConversationEvent event) {
        steps.take(() -> session.nextLive(state, event));
        batch.flush();
    }

    @Override
    public void handle(BulkEvent event) {
        steps.take(() -> session.nextBulk(state, event));
        batch.flush();
    }

    /** Takes a message of the live connection; {@link #readComplete} follows. */
    void receivedLive(ConversationEvent event) {
        context.counters().received(event);
        live.received();
        steps.take(() -> session.nextLive(state, event));
    }

    /** Takes what a message of the live connection tells of the server, before the message itself. */
    void identifiedLive(SharedEvent.ServerIdentified event) {
        steps.take(() -> session.nextLive(state, event));
    }

    @Override
    public void identified(SharedEvent.ServerIdentified event) {
        steps.take(() -> session.nextBulk(state, event));
    }

    @Override
    public void received(BulkEvent event) {
        context.counters().received(event);
        bulk.received();
        steps.take(() -> session.nextBulk(state, event));
    }

    @Override
    public void readComplete() {
        batch.flush();
    }

    @Nullable
    OpenQuery<ConversationEvent> liveQuery() {
        return live.query();
    }

    @Override
    public @Nullable OpenQuery<BulkEvent> bulkQuery() {
        return bulk.query();
    }

    private void breakDown(RuntimeException bug) {
        closeWindow();
        live.close();
        bulk.close();
        context.queue().fail(bug);
    }

    private void perform(SessionStep step) {
        SessionState before = state;
        state = step.state();
        context.log().moved(before, state);
        step.live().forEach(this::perform);
        step.backfill().forEach(this::perform);
        if (!heldBack && batch.isFull()) {
            heldBack = true;
            live.holdBack();
            bulk.holdBack();
        }
    }

    private void perform(ConversationEffect effect) {
        if (effect instanceof ConversationEffect.Deliver deliver) {
            if (window != null && deliver.delivery() instanceof Delivery.OfBinding told) {
                touch(window, told.binding());
            }
            deliver(deliver.delivery());
        } else if (effect instanceof ConversationEffect.Connect) {
            context.counters().attempts.incrementAndGet();
            live.connect();
        } else if (effect instanceof ConversationEffect.SendQuery send) {
            live.send(context.dialect().active(send.query()));
        } else if (effect instanceof ConversationEffect.CloseConnection) {
            closeLive();
        } else if (effect instanceof ConversationEffect.AwaitBackOff wait) {
            live.await(context.backOff(wait.fruitless()));
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    private void touch(BackfillWindow open, Binding told) {
        open.touch(told);
        if (open.isFull()) {
            closeWindow();
            long limit = context.settings().maxTableOctets();
            String detail = "more addresses changed during a bulk query than may be remembered; the query is ended and"
                    + " repeated later. Raise sweep.table.max.bytes";
            LocalMoment now = context.now();
            deliver(new Delivery.OfNotice(
                    new Notice.TableFull(limit, detail),
                    now.epochMilli(),
                    state.live().retained().resume()));
            handle(new BulkEvent.Failed(DisconnectReason.STOPPED, detail, now));
        }
    }

    private void closeWindow() {
        if (window != null) {
            window.close();
            window = null;
        }
    }

    private void closeLive() {
        if (answered) {
            answered = false;
            context.counters().disconnects.incrementAndGet();
        }
        live.close();
    }

    private void perform(BackfillEffect effect) {
        if (effect instanceof BackfillEffect.Deliver deliver) {
            deliverBulk(deliver.delivery());
        } else if (effect instanceof BackfillEffect.Connect) {
            bulk.connect();
        } else if (effect instanceof BackfillEffect.OpenWindow) {
            closeWindow();
            window = new BackfillWindow(
                    MemoryBudget.TABLES.share(context.settings().maxTableOctets()));
        } else if (effect instanceof BackfillEffect.SendQuery send) {
            context.log().asks(send.request(), state.backfill().phase());
            bulk.send(context.dialect().bulk(send.request()));
        } else if (effect instanceof BackfillEffect.CloseConnection) {
            closeWindow();
            bulk.close();
        } else if (effect instanceof BackfillEffect.AwaitBackOff wait) {
            bulk.await(context.backOff(wait.failures()));
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    private void deliverBulk(Delivery delivery) {
        if (delivery instanceof Delivery.OfBinding told) {
            context.log().progress(context.now());
            if (window != null && !window.admits(told.binding())) {
                return;
            }
        }
        deliver(delivery);
    }

    private void deliver(Delivery delivery) {
        batch.add(delivery);
        if (delivery instanceof Delivery.OfKeepAlive) {
            context.counters().proved(context.now());
        } else if (delivery instanceof Delivery.OfNotice news) {
            if (news.notice() instanceof Notice.CatchUpCompleted) {
                context.counters().proved(context.now());
            }
            answered |= news.notice() instanceof Notice.Connected;
            context.log().notice(news.notice(), context.now());
        }
    }
}
