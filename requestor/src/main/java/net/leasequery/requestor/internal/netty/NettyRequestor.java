package net.leasequery.requestor.internal.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.dialect.Dialect;
import net.leasequery.requestor.internal.protocol.LocalClock;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.PollState;
import net.leasequery.requestor.internal.protocol.Polling;
import net.leasequery.requestor.internal.protocol.Session;
import net.leasequery.requestor.internal.protocol.SessionState;
import net.leasequery.requestor.internal.tls.TlsEngines;
import net.leasequery.requestor.internal.v4.Ipv4Dialect;
import net.leasequery.requestor.internal.v6.Ipv6Dialect;
import net.leasequery.requestor.internal.v6.RequestorDuid;
import net.leasequery.requestor.tls.TlsSettings;
import net.leasequery.requestor.tls.TlsStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A requestor with one thread of its own, a Netty event loop, which begins with {@link #start}. Each file is read and
 * each name resolved on a separate, short-lived thread ({@link BlockingCall}).
 */
public final class NettyRequestor implements LeasequeryRequestor {

    private static final Logger LOG = LoggerFactory.getLogger(NettyRequestor.class);
    private static final Duration LONGEST_CLOSE = Duration.ofMillis(800);
    private static final Duration LAST_MOMENT = Duration.ofMillis(100);

    private final RequestorSettings settings;
    private final EventLoop eventLoop;
    private final DeliveryQueue queue;
    private final Dialect dialect;
    private final RequestorCounters counters = new RequestorCounters();
    private final LocalClock clock;
    private final @Nullable TlsEngines engines;
    private final StateMachineDriver<?> driver;
    private volatile @Nullable Thread loopThread;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Creates a requestor that does nothing until it is started.
     *
     * @param platform threads, sockets and clocks
     * @throws IllegalArgumentException if an option code of the settings does not exist in the family
     */
    public static NettyRequestor create(RequestorSettings settings, ResumeState resumeState, Platform platform) {
        Dialect dialect = switch (settings.family()) {
            case IPV4 -> new Ipv4Dialect(settings.requestedOptions(), settings.vpn());
            case IPV6 ->
                new Ipv6Dialect(
                        RequestorDuid.talkingTo(settings.server()), settings.requestedOptions(), settings.vpn());
        };
        return new NettyRequestor(settings, resumeState, dialect, platform);
    }

    private NettyRequestor(RequestorSettings settings, ResumeState resumeState, Dialect dialect, Platform platform) {
        this.settings = settings;
        this.dialect = dialect;
        this.clock = platform.clock();
        LogContext logContext = LogContext.current();
        ThreadFactory threads =
                task -> loopThread = daemon("leasequery-" + settings.server().name(), logContext.around(task));
        this.eventLoop = platform.eventLoops().apply(threads);
        this.queue = new DeliveryQueue(
                settings.maxQueueSize(), MemoryBudget.QUEUES.share(settings.maxQueueOctets()), this::roomInQueue);
        TlsSettings tls = settings.tls();
        this.engines = tls == null
                ? null
                : new TlsEngines(
                        tls, settings.server().host(), settings.server().port());
        RandomGenerator random = platform.random();
        TransactionIds xids = new TransactionIds(random.nextInt(), dialect.transactionIdBits());
        TcpConnector tcp = new TcpConnector(platform, eventLoop, settings.server(), settings.connectTimeout());
        UnaryOperator<ServerConnector> secured = clear -> engines == null
                ? clear
                : new TlsConnector(clear, dialect, engines, eventLoop, settings.connectTimeout(), xids::take);
        ServerConnector connector = secured.apply(tcp);
        ServerConnector peerConnector = secured.apply(tcp.toPeer());
        SessionLog log = new SessionLog(settings.server(), settings.settingNames());
        RequestorContext context = new RequestorContext(
                settings, dialect, eventLoop, connector, peerConnector, queue, counters, xids, clock, random, log);
        this.driver = switch (settings.queryMode()) {
            case ACTIVE ->
                new StateMachineDriver<>(
                        context,
                        Session.of(settings, platform.tables()),
                        SessionState.initial(resumeState, settings.snapshotMode()));
            case BULK ->
                new StateMachineDriver<>(
                        context, Polling.of(settings), PollState.initial(resumeState, settings.snapshotMode()));
        };
    }

    @Override
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("already started");
        }
        if (!closed.get()) {
            eventLoop.execute(driver::start);
        }
    }

    @Override
    public List<Delivery> poll(Duration timeout) throws InterruptedException {
        return queue.poll(settings.maxBatchSize(), timeout);
    }

    @Override
    public void ask(Question question) {
        if (settings.queryMode() == QueryMode.BULK) {
            throw new UnsupportedOperationException("each poll asks for everything");
        }
        if (!eventLoop.isShuttingDown()) {
            eventLoop.execute(() -> driver.ask(question));
        }
    }

    @Override
    public RequestorStatus status() {
        return new RequestorStatus(
                driver.phase(),
                queue.size(),
                driver.clockSkewMillis(),
                new RequestorStatus.LastHeard(millisSince(counters.lastMessage()), millisSince(counters.lastProof())),
                new RequestorStatus.Received(
                        counters.messages.get(),
                        counters.bindings.get(),
                        counters.malformed.get(),
                        counters.octets.get(),
                        queue.heldBackMillis()),
                new RequestorStatus.Connections(
                        counters.attempts.get(),
                        counters.disconnects.get(),
                        counters.tlsFailures,
                        engines == null ? null : new TlsStatus(engines.ownExpiry(), counters.serverExpiry())),
                new RequestorStatus.Tolerated(
                        dialect.toleratedFaults().malformedOptions(),
                        dialect.toleratedFaults().leasesWithoutBinding(),
                        dialect.toleratedFaults().bindingsOfOtherVpns()));
    }

    private @Nullable Long millisSince(@Nullable LocalMoment moment) {
        return moment == null ? null : Long.valueOf(clock.now().millisSince(moment));
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        queue.close();
        eventLoop.execute(driver::stop);
        Future<?> ended = eventLoop.shutdownGracefully(0, LONGEST_CLOSE.toMillis() / 2, TimeUnit.MILLISECONDS);
        if (!ended.awaitUninterruptibly(LONGEST_CLOSE.toMillis()) || !hasEnded(loopThread)) {
            LOG.warn(
                    "DHCP server {}: the event loop did not end within {} ms. It ends as soon as it can; if this comes"
                            + " again, take a thread dump of the worker and report it",
                    settings.server(),
                    LONGEST_CLOSE.toMillis());
        }
    }

    /** Joins the thread: the future completes on the thread itself, which ends a moment later. */
    private static boolean hasEnded(@Nullable Thread thread) {
        if (thread == null) {
            return true;
        }
        try {
            thread.join(LAST_MOMENT.toMillis());
        } catch (InterruptedException e) {
            // The thread ends anyway, and the caller was interrupted in order not to wait for it.
            Thread.currentThread().interrupt();
            return true;
        }
        return !thread.isAlive();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new FastThreadLocalThread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void roomInQueue() {
        if (!eventLoop.isShuttingDown()) {
            eventLoop.execute(driver::roomInQueue);
        }
    }
}
