package net.leasequery.requestor.link;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.backfill.Backfill;
import net.leasequery.requestor.backfill.BackfillEffect;
import net.leasequery.requestor.backfill.BackfillWindow;
import net.leasequery.requestor.bulk.BulkEvent;
import net.leasequery.requestor.clock.LocalClock;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.Conversation;
import net.leasequery.requestor.conversation.ConversationEffect;
import net.leasequery.requestor.conversation.ConversationEvent;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.DisconnectReason;
import net.leasequery.requestor.dialect.Dialect;
import net.leasequery.requestor.dialect.OpenQuery;
import net.leasequery.requestor.resume.ResumeState;
import net.leasequery.requestor.session.Session;
import net.leasequery.requestor.session.SessionState;
import net.leasequery.requestor.session.SessionStep;
import net.leasequery.requestor.tls.TlsEngines;
import net.leasequery.requestor.tls.TlsSession;
import org.jspecify.annotations.Nullable;

/**
 * Drives one session: turns what happens on the two connections into events, and performs the
 * effects. Everything runs on the event loop; {@link #phase}, {@link #clockSkewMillis}, {@link
 * #lastMessage} and {@link #serverExpiry} may be read by anyone.
 */
final class SessionDriver {

    private final RequestorSettings settings;
    private final Dialect dialect;
    private final Session session;
    private final Counters counters;
    private final LocalClock clock;
    private final RandomGenerator random;
    private final SessionLog log;
    private final HandOff handOff;
    private final Outbox outbox;
    private final ArrayDeque<Supplier<SessionStep>> steps = new ArrayDeque<>();
    private final Line<ConversationEvent> live;
    private final Line<BulkEvent> bulk;

    private volatile SessionState state;
    private volatile @Nullable LocalMoment lastMessage;
    private volatile @Nullable Instant serverExpiry;
    private @Nullable BackfillWindow window;
    private boolean performing;
    private boolean heldBack;
    private int nextXid;

    SessionDriver(
            RequestorSettings settings,
            ResumeState resumeState,
            Dialect dialect,
            @Nullable TlsEngines engines,
            EventLoop eventLoop,
            HandOff handOff,
            Counters counters,
            LocalClock clock,
            RandomGenerator random) {
        this.settings = settings;
        this.dialect = dialect;
        this.counters = counters;
        this.clock = clock;
        this.random = random;
        this.session = new Session(
                new Conversation(settings.overlapSeconds(), settings.malformedMessages()),
                new Backfill(
                        settings.bulkQueries(),
                        settings.snapshotMode(),
                        settings.overlapSeconds(),
                        settings.malformedMessages()));
        this.state = SessionState.initial(resumeState, settings.snapshotMode());
        this.log = new SessionLog(settings.server());
        this.handOff = handOff;
        this.outbox = new Outbox(handOff);
        this.nextXid = random.nextInt();

        Dialer tcp = new Dialer(eventLoop, settings.server(), settings.connectTimeout());
        Dial dial = engines == null
                ? tcp
                : new SecureDialer(tcp, dialect, engines, eventLoop, settings.connectTimeout(), this::takeXid);
        Connection.Listener liveEvents = new LiveEvents(settings, clock, this::takeXid, this);
        this.live = new Line<>(
                eventLoop,
                handOff,
                () -> new Connection(
                        dial, dialect.codec(), settings.receiveTimeout(), settings.dataTimeout(), liveEvents),
                () -> handle(new ConversationEvent.BackOffElapsed(clock.now())));
        Connection.Listener bulkEvents = new BulkEvents(settings, clock, this::takeXids, this);
        this.bulk = new Line<>(
                eventLoop,
                handOff,
                () -> new Connection(dial, dialect.codec(), settings.dataTimeout(), settings.dataTimeout(), bulkEvents),
                () -> handle(new BulkEvent.WaitElapsed(clock.now())));
    }

    Phase phase() {
        return state.live().phase();
    }

    @Nullable
    Long clockSkewMillis() {
        return state.live().standing().skew().smoothedMillis();
    }

    @Nullable
    LocalMoment lastMessage() {
        return lastMessage;
    }

    /** Moment at which the certificate that the server showed last expires; null before the first. */
    @Nullable
    Instant serverExpiry() {
        return serverExpiry;
    }

    void start() {
        handle(new ConversationEvent.Started(clock.now()));
    }

    void stop() {
        handle(new ConversationEvent.Stopped(clock.now()));
    }

    /** The poller has made room in the queue. */
    void roomInQueue() {
        heldBack = false;
        live.carryOn();
        bulk.carryOn();
    }

    /** Takes an event that no further ones follow at once. */
    void handle(ConversationEvent event) {
        take(() -> session.next(state, event));
        outbox.flush();
    }

    /** Takes an event that no further ones follow at once. */
    void handle(BulkEvent event) {
        take(() -> session.next(state, event));
        outbox.flush();
    }

    /** Takes a message of the live connection; {@link #readComplete} follows. */
    void received(ConversationEvent event) {
        lastMessage = event.at();
        if (event instanceof ConversationEvent.Bindings told) {
            counters.bindings.addAndGet(told.bindings().size());
        }
        count(event.kind() == ConversationEvent.Kind.MALFORMED_MESSAGE);
        take(() -> session.next(state, event));
    }

    /** Takes a message of the bulk connection; {@link #readComplete} follows. */
    void received(BulkEvent event) {
        lastMessage = event.at();
        if (event instanceof BulkEvent.Bindings told) {
            counters.bindings.addAndGet(told.bindings().size());
        }
        count(event.kind() == BulkEvent.Kind.MALFORMED_MESSAGE);
        take(() -> session.next(state, event));
    }

    /** Takes note of a connection that can carry a query. */
    void opened(@Nullable TlsSession tls) {
        if (tls != null) {
            serverExpiry = tls.serverExpiry();
            log.secured(tls);
        }
    }

    /** Takes note of why a connection ended, or the attempt to make one. */
    void ended(DisconnectReason reason) {
        if (reason.isOfTls()) {
            counters.tlsFailures.merge(reason, 1L, Long::sum);
        }
    }

    void readComplete() {
        outbox.flush();
    }

    @Nullable
    OpenQuery<ConversationEvent> liveQuery() {
        return live.query();
    }

    @Nullable
    OpenQuery<BulkEvent> bulkQuery() {
        return bulk.query();
    }

    private void count(boolean malformed) {
        (malformed ? counters.malformed : counters.messages).incrementAndGet();
    }

    private int takeXid() {
        return nextXid++;
    }

    /** One for each of the bulk queries. */
    private int takeXids() {
        int first = nextXid;
        nextXid += settings.bulkQueries().size();
        return first;
    }

    /**
     * Runs each step to its end before the next: an effect can itself cause an event, as a write does
     * that fails at once. A step that throws is a bug, and whoever polls shall hear of it.
     */
    private void take(Supplier<SessionStep> step) {
        steps.add(step);
        if (performing) {
            return;
        }
        performing = true;
        try {
            for (Supplier<SessionStep> next = steps.poll(); next != null; next = steps.poll()) {
                perform(next.get());
            }
        } catch (RuntimeException e) {
            live.close();
            bulk.close();
            handOff.fail(e);
        } finally {
            performing = false;
        }
    }

    private void perform(SessionStep step) {
        SessionState before = state;
        state = step.state();
        log.moved(before, step.state());
        step.live().forEach(this::perform);
        step.backfill().forEach(this::perform);
        if (!heldBack && outbox.isFull()) {
            heldBack = true;
            live.holdBack();
            bulk.holdBack();
        }
    }

    private void perform(ConversationEffect effect) {
        if (effect instanceof ConversationEffect.Deliver deliver) {
            if (window != null && deliver.delivery() instanceof Delivery.OfBinding told) {
                window.touch(told.binding());
            }
            deliver(deliver.delivery());
        } else if (effect instanceof ConversationEffect.Connect) {
            counters.attempts.incrementAndGet();
            live.connect();
        } else if (effect instanceof ConversationEffect.SendQuery send) {
            live.send(dialect.active(send.query()), !heldBack);
        } else if (effect instanceof ConversationEffect.CloseConnection) {
            closeLive();
        } else if (effect instanceof ConversationEffect.AwaitBackOff wait) {
            live.awaitBackOff(delay(wait.fruitless()));
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    private void closeLive() {
        if (live.isConnected()) {
            counters.disconnects.incrementAndGet();
        }
        live.close();
    }

    private void perform(BackfillEffect effect) {
        if (effect instanceof BackfillEffect.Deliver deliver) {
            deliverBulk(deliver.delivery());
        } else if (effect instanceof BackfillEffect.Connect) {
            bulk.connect();
        } else if (effect instanceof BackfillEffect.OpenWindow) {
            window = new BackfillWindow();
        } else if (effect instanceof BackfillEffect.SendQuery send) {
            log.asks(send.request());
            bulk.send(dialect.bulk(send.request()), !heldBack);
        } else if (effect instanceof BackfillEffect.CloseConnection) {
            window = null;
            bulk.close();
        } else if (effect instanceof BackfillEffect.AwaitBackOff wait) {
            bulk.awaitBackOff(delay(wait.failures()));
        } else {
            throw new IllegalStateException("no way to perform " + effect);
        }
    }

    private void deliverBulk(Delivery delivery) {
        if (delivery instanceof Delivery.OfBinding told) {
            log.progress(clock.now());
            if (window != null && !window.admits(told.binding())) {
                return;
            }
        }
        deliver(delivery);
    }

    private void deliver(Delivery delivery) {
        outbox.add(delivery);
        if (delivery instanceof Delivery.OfNotice news) {
            log.notice(news.notice(), clock.now());
        }
    }

    private Duration delay(int attempts) {
        Duration delay = settings.reconnectBackOff().delay(attempts, random);
        log.waits(delay);
        return delay;
    }
}
