package net.leasequery.requestor.internal.netty;

import java.util.function.Supplier;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.internal.dialect.OpenQuery;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.Effect;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.protocol.Step;
import org.jspecify.annotations.Nullable;

/**
 * Makes a state machine work: gives it the events of its connections and performs its effects, all on the event loop.
 * The state may be read by anyone.
 *
 * @param <S> states of the machine
 */
abstract class StateMachineDriver<S> implements Driver, BulkEvents.Receiver {

    final RequestorContext context;
    final ReconnectingConnection<BulkEvent> bulk;
    private final DeliveryBatch batch;
    private final StepQueue<Step<S>> steps;
    private volatile S state;
    private boolean heldBack;

    /** @param connector makes the connections for Bulk Leasequery */
    StateMachineDriver(RequestorContext context, ServerConnector connector, S initial) {
        this.context = context;
        this.state = initial;
        this.batch = new DeliveryBatch(context.queue());
        this.steps = new StepQueue<>(this::perform, this::breakDown);
        this.bulk = new ReconnectingConnection<>(
                context,
                connector,
                context.settings().dataTimeout(),
                new BulkEvents(context, this),
                () -> handle(new BulkEvent.WaitElapsed(context.now())));
    }

    final S state() {
        return state;
    }

    /** The machine's transition. */
    abstract Step<S> next(S before, BulkEvent event);

    /** The machine has come to another state. */
    abstract void moved(S before, S after);

    /** The connection that an effect is about. */
    abstract ReconnectingConnection<?> connection(Effect.Link link);

    /** Performs what no other machine asks for. */
    abstract void performOwn(Effect effect);

    /** Takes note of an attempt to connect. */
    abstract void attempted(Effect.Link link);

    /** Takes note that a connection is closed. */
    void closing(Effect.Link link) {
        // Not every machine counts them.
    }

    /** Takes note of a notice that is handed over. */
    abstract void told(Notice notice);

    final void take(Supplier<Step<S>> step) {
        steps.take(step);
    }

    final void flush() {
        batch.flush();
    }

    @Override
    public final void handle(BulkEvent event) {
        take(() -> next(state, event));
        flush();
    }

    @Override
    public final void identified(SharedEvent.ServerIdentified event) {
        take(() -> next(state, event));
    }

    @Override
    public void received(BulkEvent event) {
        context.counters().received(event);
        if (event instanceof SharedEvent.Bindings told) {
            context.log().progress(told.bindings().size(), event.at());
        }
        bulk.received();
        take(() -> next(state, event));
    }

    @Override
    public final void readComplete() {
        flush();
    }

    @Override
    public final @Nullable OpenQuery<BulkEvent> bulkQuery() {
        return bulk.query();
    }

    @Override
    public final void roomInQueue() {
        heldBack = false;
        carryOn();
    }

    /** Reads again what the server sends. */
    void carryOn() {
        bulk.carryOn();
    }

    /** Leaves what the server sends in the socket. */
    void holdBack() {
        bulk.holdBack();
    }

    /** Ends everything because of a bug. */
    void breakDown(RuntimeException bug) {
        bulk.close();
        context.queue().fail(bug);
    }

    private void perform(Step<S> step) {
        S before = state;
        state = step.state();
        moved(before, state);
        step.effects().forEach(this::perform);
        if (!heldBack && batch.isFull()) {
            heldBack = true;
            holdBack();
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Deliver deliver) {
            deliver(deliver.delivery());
        } else if (effect instanceof Effect.Connect connect) {
            attempted(connect.link());
            connection(connect.link()).connect();
        } else if (effect instanceof Effect.SendBulkQuery send) {
            performOwn(effect);
            bulk.send(context.dialect().bulk(send.request()));
        } else if (effect instanceof Effect.CloseConnection close) {
            closing(close.link());
            connection(close.link()).close();
        } else if (effect instanceof Effect.AwaitBackOff wait) {
            connection(wait.link()).await(context.backOff(wait.failures()));
        } else {
            performOwn(effect);
        }
    }

    private void deliver(Delivery delivery) {
        if (delivery instanceof Delivery.OfNotice news) {
            Notice notice = context.settings().settingNames().in(news.notice());
            batch.add(new Delivery.OfNotice(notice, news.atEpochMilli(), news.resumeState()));
            told(notice);
            context.log().notice(notice, context.now());
            return;
        }
        batch.add(delivery);
        if (delivery instanceof Delivery.OfKeepAlive) {
            context.counters().proved(context.now());
        }
    }
}
