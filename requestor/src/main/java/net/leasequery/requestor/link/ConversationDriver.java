package net.leasequery.requestor.link;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.clock.LocalClock;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.Conversation;
import net.leasequery.requestor.conversation.ConversationEffect;
import net.leasequery.requestor.conversation.ConversationEffect.AwaitBackOff;
import net.leasequery.requestor.conversation.ConversationEffect.CloseConnection;
import net.leasequery.requestor.conversation.ConversationEffect.Connect;
import net.leasequery.requestor.conversation.ConversationEffect.Deliver;
import net.leasequery.requestor.conversation.ConversationEffect.SendQuery;
import net.leasequery.requestor.conversation.ConversationEvent;
import net.leasequery.requestor.conversation.ConversationEvent.BackOffElapsed;
import net.leasequery.requestor.conversation.ConversationEvent.Bindings;
import net.leasequery.requestor.conversation.ConversationEvent.ConnectFailed;
import net.leasequery.requestor.conversation.ConversationEvent.ConnectionClosed;
import net.leasequery.requestor.conversation.ConversationEvent.ConnectionOpened;
import net.leasequery.requestor.conversation.ConversationEvent.MalformedMessage;
import net.leasequery.requestor.conversation.ConversationEvent.ReceiveTimedOut;
import net.leasequery.requestor.conversation.ConversationEvent.Started;
import net.leasequery.requestor.conversation.ConversationEvent.Stopped;
import net.leasequery.requestor.conversation.ConversationEvent.WriteTimedOut;
import net.leasequery.requestor.conversation.ConversationState;
import net.leasequery.requestor.conversation.Step;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.dialect.Dialect;
import net.leasequery.requestor.dialect.OpenQuery;
import net.leasequery.requestor.resume.ResumeState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one conversation: turns what happens on the connection into events, and performs the
 * effects. Everything runs on the event loop; {@link #phase}, {@link #clockSkewMillis} and
 * {@link #lastMessage} may be read by anyone.
 */
final class ConversationDriver {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationDriver.class);

    private final RequestorSettings settings;
    private final Dialect dialect;
    private final Conversation conversation;
    private final EventLoop eventLoop;
    private final Dialer dialer;
    private final HandOff handOff;
    private final Counters counters;
    private final LocalClock clock;
    private final RandomGenerator random;

    private final List<Delivery> pending = new ArrayList<>();
    private volatile ConversationState state;
    private volatile @Nullable LocalMoment lastMessage;
    private @Nullable Connection connection;
    private @Nullable OpenQuery query;
    private @Nullable ScheduledFuture<?> backOff;
    private boolean heldBack;
    private boolean attemptHeldBack;
    private int nextXid;

    ConversationDriver(
            RequestorSettings settings,
            ResumeState resumeState,
            Dialect dialect,
            EventLoop eventLoop,
            HandOff handOff,
            Counters counters,
            LocalClock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.dialect = dialect;
        this.conversation = new Conversation(settings.overlapSeconds(), settings.malformedMessages());
        this.eventLoop = eventLoop;
        this.dialer = new Dialer(eventLoop, settings.server(), settings.connectTimeout());
        this.handOff = handOff;
        this.counters = counters;
        this.clock = clock;
        this.random = random;
        this.state = ConversationState.initial(resumeState);
        this.nextXid = random.nextInt();
    }

    Phase phase() {
        return state.phase();
    }

    @Nullable
    Long clockSkewMillis() {
        return state.standing().skew().smoothedMillis();
    }

    @Nullable
    LocalMoment lastMessage() {
        return lastMessage;
    }

    void start() {
        handle(new Started(clock.now()));
        flush();
    }

    void stop() {
        handle(new Stopped(clock.now()));
    }

    /** The poller has made room in the queue. */
    void roomInQueue() {
        heldBack = false;
        if (attemptHeldBack) {
            attemptHeldBack = false;
            backOffElapsed();
        } else if (connection != null) {
            connection.startReading();
        }
    }

    private void handle(ConversationEvent event) {
        Step step = conversation.next(state, event);
        ConversationState before = state;
        if (step.state() != before) {
            state = step.state();
            if (state.phase() != before.phase()) {
                LOG.info("DHCP server {}: {} -> {}", settings.server(), before.phase(), state.phase());
            }
        }
        step.effects().forEach(this::perform);
    }

    private void perform(ConversationEffect effect) {
        if (effect instanceof Deliver deliver) {
            deliver(deliver.delivery());
        } else if (effect instanceof SendQuery send) {
            send(send);
        } else if (effect instanceof Connect) {
            connect();
        } else if (effect instanceof CloseConnection) {
            closeConnection();
        } else if (effect instanceof AwaitBackOff wait) {
            awaitBackOff(wait);
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    private void deliver(Delivery delivery) {
        pending.add(delivery);
        if (delivery instanceof Delivery.OfNotice news) {
            log(news.notice());
        }
    }

    private void log(Notice notice) {
        if (notice instanceof Notice.Disconnected end) {
            LOG.info("DHCP server {}: disconnected, {}: {}", settings.server(), end.reason(), end.detail());
        } else if (notice instanceof Notice.DataMissing missing) {
            LOG.warn("DHCP server {} no longer has the changes of {}", settings.server(), missing.gap());
        } else {
            LOG.info("DHCP server {}: {}", settings.server(), notice);
        }
    }

    private void connect() {
        counters.attempts.incrementAndGet();
        connection = new Connection(
                dialer, dialect.codec(), settings.receiveTimeout(), settings.dataTimeout(), new Events());
    }

    private void send(SendQuery send) {
        OpenQuery opened = dialect.active(send.query());
        query = opened;
        if (connection != null) {
            connection.send(opened.request());
            connection.startReading();
        }
    }

    private void closeConnection() {
        if (connection != null) {
            connection.close();
            connection = null;
            counters.disconnects.incrementAndGet();
        }
        query = null;
        if (backOff != null) {
            backOff.cancel(false);
        }
    }

    private void awaitBackOff(AwaitBackOff wait) {
        Duration delay = settings.reconnectBackOff().delay(wait.fruitless(), random);
        LOG.info("DHCP server {}: next attempt in {} ms", settings.server(), delay.toMillis());
        backOff = eventLoop.schedule(this::backOffElapsed, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Each attempt brings notices, so with a full queue the next one waits as well. */
    private void backOffElapsed() {
        if (handOff.awaitsRoom()) {
            attemptHeldBack = true;
        } else {
            handle(new BackOffElapsed(clock.now()));
            flush();
        }
    }

    private void flush() {
        if (!pending.isEmpty()) {
            handOff.addAll(pending);
            pending.clear();
        }
    }

    private void holdBackIfFull() {
        if (!heldBack && handOff.isFullWith(pending.size())) {
            flush();
            if (handOff.awaitsRoom() && connection != null) {
                heldBack = true;
                connection.stopReading();
            }
        }
    }

    private final class Events implements Connection.Listener {

        @Override
        public void opened(String peer) {
            handle(new ConnectionOpened(peer, nextXid++, clock.now()));
            flush();
        }

        @Override
        public void failed(String detail) {
            handle(new ConnectFailed(detail, clock.now()));
            flush();
        }

        @Override
        public void received(Object message) {
            LocalMoment now = clock.now();
            lastMessage = now;
            OpenQuery open = query;
            if (open == null) {
                return;
            }
            ConversationEvent event = open.read(message, now);
            count(event);
            handle(event);
            holdBackIfFull();
        }

        private void count(ConversationEvent event) {
            if (event instanceof MalformedMessage) {
                counters.malformed.incrementAndGet();
            } else {
                counters.messages.incrementAndGet();
            }
            if (event instanceof Bindings received) {
                counters.bindings.addAndGet(received.bindings().size());
            }
        }

        @Override
        public void readComplete() {
            flush();
        }

        @Override
        public void silent() {
            handle(new ReceiveTimedOut(
                    "No message for " + settings.receiveTimeout().toMillis()
                            + " ms. If the server is configured to send keep-alives less often (Junos: at half of its"
                            + " idle timeout), the receive timeout has to be longer",
                    clock.now()));
            flush();
        }

        @Override
        public void writeStalled() {
            handle(new WriteTimedOut(
                    "The query could not be written within "
                            + settings.dataTimeout().toMillis() + " ms",
                    clock.now()));
            flush();
        }

        @Override
        public void closed(String detail) {
            handle(new ConnectionClosed(detail, clock.now()));
            flush();
        }
    }
}
