package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.PollEffect;
import net.leasequery.requestor.internal.protocol.PollState;
import net.leasequery.requestor.internal.protocol.PollStep;
import net.leasequery.requestor.internal.protocol.Polling;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;

/** Drives the polling of a server that speaks Bulk Leasequery only. */
final class PollDriver implements Driver, BulkEvents.Receiver {

    private final RequestorContext context;
    private final Polling polling;
    private final DeliveryBatch batch;
    private final StepQueue<PollStep> steps;
    private final ReconnectingConnection<BulkEvent> line;

    private volatile PollState state;
    private boolean heldBack;
    private boolean answered;

    PollDriver(RequestorContext context, ResumeState resumeState) {
        this.context = context;
        RequestorSettings settings = context.settings();
        this.polling = new Polling(
                settings.bulkQueries(),
                settings.bulkPollInterval(),
                settings.overlapSeconds(),
                settings.family().tellsEndsInBulk(),
                settings.malformedMessages());
        this.state = PollState.initial(resumeState, isSnapshotWanted(settings.snapshotMode(), resumeState));
        this.batch = new DeliveryBatch(context.queue());
        this.steps = new StepQueue<>(this::perform, this::breakDown);
        this.line = new ReconnectingConnection<>(
                context,
                context.connector(),
                settings.dataTimeout(),
                new BulkEvents(context, this),
                () -> handle(new BulkEvent.WaitElapsed(context.now())));
    }

    private static boolean isSnapshotWanted(SnapshotMode mode, ResumeState stored) {
        return switch (mode) {
            case INITIAL, WHEN_NEEDED ->
                stored.position() == null
                        || (stored.gap() != null && stored.gap().isSnapshot());
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    @Override
    public Phase phase() {
        return state.health();
    }

    @Override
    public @Nullable Long clockSkewMillis() {
        return state.retained().skew().smoothedMillis();
    }

    @Override
    public void start() {
        handle(new BulkEvent.WaitElapsed(context.now()));
    }

    @Override
    public void ask(Question question) {
        throw new UnsupportedOperationException("each poll asks for everything");
    }

    @Override
    public void stop() {
        handle(new SharedEvent.Stopped(context.now()));
    }

    @Override
    public void roomInQueue() {
        heldBack = false;
        line.carryOn();
    }

    @Override
    public void handle(BulkEvent event) {
        steps.take(() -> polling.next(state, event));
        batch.flush();
    }

    @Override
    public void identified(SharedEvent.ServerIdentified event) {
        steps.take(() -> polling.next(state, event));
    }

    @Override
    public void received(BulkEvent event) {
        context.connector().answered();
        context.counters().received(event);
        line.received();
        steps.take(() -> polling.next(state, event));
    }

    @Override
    public void readComplete() {
        batch.flush();
    }

    @Override
    public @Nullable OpenQuery<BulkEvent> bulkQuery() {
        return line.query();
    }

    private void breakDown(RuntimeException bug) {
        line.close();
        context.queue().fail(bug);
    }

    private void perform(PollStep step) {
        Phase before = state.health();
        state = step.state();
        context.log().moved(before, state.health());
        step.effects().forEach(this::perform);
        if (!heldBack && batch.isFull()) {
            heldBack = true;
            line.holdBack();
        }
    }

    private void perform(PollEffect effect) {
        if (effect instanceof PollEffect.Deliver deliver) {
            deliver(deliver.delivery());
        } else if (effect instanceof PollEffect.Connect) {
            context.counters().attempts.incrementAndGet();
            line.connect();
        } else if (effect instanceof PollEffect.SendQuery send) {
            context.log().asksAgain(send.request());
            line.send(context.dialect().bulk(send.request()));
        } else if (effect instanceof PollEffect.CloseConnection) {
            line.close();
        } else if (effect instanceof PollEffect.AwaitNextPoll next) {
            line.await(next.delay());
        } else if (effect instanceof PollEffect.AwaitBackOff wait) {
            line.await(context.backOff(wait.failures()));
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    private void deliver(Delivery delivery) {
        batch.add(delivery);
        if (delivery instanceof Delivery.OfBinding) {
            context.log().progress(context.now());
        } else if (delivery instanceof Delivery.OfNotice news) {
            if (news.notice() instanceof Notice.Connected) {
                answered = true;
            } else if (news.notice() instanceof Notice.Disconnected && answered) {
                answered = false;
                context.counters().disconnects.incrementAndGet();
            } else if (news.notice() instanceof Notice.PollCompleted) {
                context.counters().proved(context.now());
            }
            context.log().notice(news.notice(), context.now());
        }
    }
}
