package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.BackfillWindow;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.Effect;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import net.leasequery.requestor.internal.protocol.Event;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import net.leasequery.requestor.internal.protocol.StateMachine;
import net.leasequery.requestor.internal.protocol.Step;
import org.jspecify.annotations.Nullable;

/**
 * Drives a state machine: feeds it the events of its connections and performs its effects, all on the event loop. Any
 * thread may read the state.
 *
 * @param <S> states of the machine
 */
final class StateMachineDriver<S extends StateMachine.State> {

    private final StateMachine<S> machine;
    private final RequestorContext context;
    private final DeliveryQueue queue;
    private final ReconnectingConnection<ConversationEvent> live;
    private final ReconnectingConnection<BulkEvent> bulk;
    private final Effect.Performer performer = new Performer();
    private final ArrayDeque<Supplier<Step<S>>> steps = new ArrayDeque<>();
    private volatile S state;
    private boolean performing;
    private boolean broken;
    private boolean heldBack;
    private boolean connected;

    /** @param initial state of the machine before the start */
    StateMachineDriver(RequestorContext context, StateMachine<S> machine, S initial) {
        this.machine = machine;
        this.context = context;
        this.queue = context.queue();
        this.state = initial;
        RequestorSettings settings = context.settings();
        this.live = new ReconnectingConnection<>(
                context,
                context.connector(),
                settings.receiveTimeout(),
                new ConnectionEvents.Live(),
                new Input<>(Link.LIVE, machine::nextLive));
        this.bulk = new ReconnectingConnection<>(
                context,
                machine.mainLink() == Link.BULK ? context.connector() : context.peerConnector(),
                settings.dataTimeout(),
                new ConnectionEvents.Bulk(
                        Math.max(Question.MOST_QUERIES, settings.bulkQueries().size())),
                new Input<>(Link.BULK, machine::nextBulk));
    }

    /** Returns the phase that is shown to the operator. */
    Phase phase() {
        return state.health();
    }

    /** Server clock minus local clock, smoothed; null before the first base-time. */
    @Nullable
    Long clockSkewMillis() {
        return state.skew().smoothedMillis();
    }

    /** Starts the machine. On the event loop. */
    void start() {
        take(() -> machine.start(state, context.now()));
        queue.flush();
    }

    /**
     * Asks the server in parallel to the stream. On the event loop.
     *
     * @throws UnsupportedOperationException if there is no stream
     */
    void ask(Question question) {
        take(() -> machine.ask(state, question, context.now()));
        queue.flush();
    }

    /** Ends every connection, attempt and wait. On the event loop. */
    void stop() {
        take(() -> machine.stop(state, context.now()));
        queue.flush();
    }

    /** Resumes reading when the full queue has room again. On the event loop. */
    void roomInQueue() {
        heldBack = false;
        take(() -> machine.resumeReading(state, context.now()));
        queue.flush();
        if (!heldBack) {
            live.carryOn();
        }
        // The deliveries of the live connection may have filled the queue again.
        if (!heldBack) {
            bulk.carryOn();
        }
    }

    /**
     * Runs each step to its end before the next: an effect can itself cause an event, such as a write that fails at
     * once. A step that throws is a bug, which is reported to the polling thread.
     */
    private void take(Supplier<Step<S>> step) {
        if (broken) {
            return;
        }
        steps.add(step);
        if (performing) {
            return;
        }
        performing = true;
        try {
            for (Supplier<Step<S>> next = steps.poll(); next != null; next = steps.poll()) {
                perform(next.get());
            }
        } catch (RuntimeException e) {
            breakDown(e);
        } catch (Error e) {
            // For example, a thread that cannot be started. The error would otherwise be lost.
            breakDown(new IllegalStateException("A step could not be taken: " + e, e));
        } finally {
            performing = false;
        }
    }

    private void perform(Step<S> step) {
        S before = state;
        S after = step.state();
        state = after;
        context.log().moved(before, after);
        for (Effect effect : step.effects()) {
            effect.performBy(performer);
        }
        if (!heldBack && queue.isFull()) {
            heldBack = true;
            live.holdBack();
            bulk.holdBack();
        }
    }

    /** Stops everything: the state may be ahead of the deliveries, so no delivery may follow. */
    private void breakDown(RuntimeException bug) {
        broken = true;
        steps.clear();
        BackfillWindow window = state.window();
        if (window != null) {
            window.close();
        }
        live.close();
        bulk.close();
        queue.fail(bug);
    }

    private ReconnectingConnection<?> connection(Link link) {
        return link == Link.LIVE ? live : bulk;
    }

    /** The events of one of the connections. */
    private final class Input<E extends Event> implements Connection.Listener<E> {

        private final Link link;
        private final BiFunction<S, E, Step<S>> transition;

        Input(Link link, BiFunction<S, E, Step<S>> transition) {
            this.link = link;
            this.transition = transition;
        }

        @Override
        public void take(E event) {
            StateMachineDriver.this.take(() -> transition.apply(state, event));
        }

        @Override
        public void received(E message) {
            context.counters().received(message);
            if (link == Link.BULK && message instanceof SharedEvent.Bindings received) {
                context.log().progress(received.bindings().size(), message.at());
            }
            take(message);
        }

        @Override
        public void flush() {
            queue.flush();
        }
    }

    private final class Performer implements Effect.Performer {

        @Override
        public void deliver(Delivery delivery) {
            if (delivery instanceof Delivery.OfNotice news) {
                Notice notice = context.settings().settingNames().in(news.notice());
                queue.add(new Delivery.OfNotice(notice, news.atEpochMilli(), news.resumeState()));
                count(notice);
                context.log().notice(notice, context.now());
                return;
            }
            queue.add(delivery);
            if (delivery instanceof Delivery.OfKeepAlive) {
                context.counters().proved(context.now());
            }
        }

        /** Takes the health of the server from notices, because each poll opens and closes a connection. */
        private void count(Notice notice) {
            if (notice instanceof Notice.Connected) {
                connected = true;
            } else if (notice instanceof Notice.Disconnected && connected) {
                connected = false;
                context.counters().disconnects.incrementAndGet();
            } else if (notice instanceof Notice.CatchUpCompleted || notice instanceof Notice.PollCompleted) {
                context.counters().proved(context.now());
            }
        }

        @Override
        public void connect(Link link) {
            if (link == machine.mainLink()) {
                context.counters().attempts.incrementAndGet();
            }
            connection(link).connect();
        }

        @Override
        public void send(ActiveQuery query) {
            live.send(context.dialect().active(query));
        }

        @Override
        public void send(BulkRequest request) {
            context.log().asks(request, state.backfillPhase());
            bulk.send(context.dialect().bulk(request));
        }

        @Override
        public void close(Link link) {
            connection(link).close();
        }

        @Override
        public void awaitBackOff(Link link, int failures) {
            connection(link).await(context.backOff(failures));
        }

        @Override
        public void awaitNextPoll(Duration delay) {
            bulk.await(delay);
        }
    }
}
