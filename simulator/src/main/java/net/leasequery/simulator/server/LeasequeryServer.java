package net.leasequery.simulator.server;

import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.churn.Churn;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.FaultScript;
import net.leasequery.simulator.history.History;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.report.TableFile;
import net.leasequery.simulator.wire.Dialect;

/**
 * A DHCP server as a requestor of leases sees it: Active and Bulk Leasequery over TCP (RFC 7724 section 8, RFC 6926
 * section 8; RFC 7653 section 9, RFC 5460 section 7), of one family, with leases that change by churn or through
 * {@link #leases()}. It can be stopped, crashed and started again on the same port; its leases survive that, and
 * optionally its history.
 *
 * <p>Any thread may call any method. The server lives on one daemon thread, which {@link #close} and
 * {@link #abort} end.
 */
public final class LeasequeryServer implements AutoCloseable {

    /** How long a requestor may take to read that its query is terminated. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final long HOUSEKEEPING_MILLIS = 50;

    private final Dialect dialect;
    private final ServerClock clock;
    private final LeaseDatabase database;
    private final History history;
    private final QueryLog queryLog;
    private final ChurnControl churn;
    private final FaultInjection faults;
    private final Connections connections;
    private final ServerLoop loop = new ServerLoop();

    private final FaultScriptRunner faultScripts = new FaultScriptRunner(this);
    private final ListeningSocket socket;
    private final Quiescence quiescence;
    private final boolean expiresLeases;
    private boolean ended;

    LeasequeryServer(
            ServerSettings settings,
            Dialect dialect,
            ServerClock clock,
            LeaseDatabase database,
            History history,
            Churn churn,
            double churnRate,
            boolean expiresLeases,
            QueryLog queryLog) {
        this.expiresLeases = expiresLeases;
        this.dialect = dialect;
        this.clock = clock;
        this.database = database;
        this.history = history;
        this.queryLog = queryLog;
        this.churn = new ChurnControl(loop, churn, churnRate);
        this.faults = new FaultInjection(
                loop, faultScripts, new Conditions(settings.limits().connections()), settings.seed());
        QueryFactory factory = new QueryFactory(settings, clock, database.table(), history, queryLog);
        this.connections = new Connections(settings, dialect, factory, faults);
        this.socket = new ListeningSocket(loop, connections, settings.bind());
        this.quiescence = new Quiescence(loop, connections);
    }

    /** Returns a builder of a server; by default the server answers Bulk queries only. */
    public static LeasequeryServerBuilder builder() {
        return new LeasequeryServerBuilder();
    }

    /** Starts the server, or releases everything if it cannot listen on the address; called once. */
    void begin() {
        database.addListener(history);
        database.addListener((slot, before, after) -> connections.changed(slot));
        try {
            socket.open();
        } catch (CompletionException e) {
            abort();
            throw e;
        }
        loop.every(ChurnControl.TICK_MILLIS, () -> churn.tickByTime(isLive()));
        loop.every(HOUSEKEEPING_MILLIS, this::keepHouse);
    }

    /** Port that the server listens on, or last listened on. */
    public int port() {
        return socket.address().getPort();
    }

    /** Address and port that the server listens on, or last listened on. */
    public InetSocketAddress address() {
        return socket.address();
    }

    /** Whether the server is up; false between {@link #stop} or {@link #crash} and {@link #startAgain}. */
    public boolean isListening() {
        return socket.isOpen();
    }

    /** Which protocol it speaks. */
    public Family family() {
        return dialect.family();
    }

    /** The leases, for reading and for making one particular change. */
    public Leases leases() {
        return new Leases(loop, database, VirtualSubnet.GLOBAL);
    }

    /** Controls the automatic changes of the leases. */
    public ChurnControl churn() {
        return churn;
    }

    /** The server's clock, for reading; {@link #stepClock} sets it. */
    public ServerClock clock() {
        return clock;
    }

    /** The latest ten thousand queries received, oldest first; answered or refused. */
    public List<ReceivedQuery> queries() {
        return queryLog.latest();
    }

    /** The number of connections served at the moment. */
    public int connections() {
        return loop.call(connections::count);
    }

    /** The largest number of Active queries that have run at the same time. */
    public int mostActiveQueries() {
        return loop.call(connections::mostActiveQueries);
    }

    /**
     * Injects a fault, which strikes now or when its moment comes. A {@link Fault.Restart} continues after this
     * method returns.
     */
    public void inject(Fault fault) {
        loop.run(() -> faults.inject(fault));
    }

    /**
     * Injects the faults of a script at their times.
     *
     * @return completes when the last was injected; cancelling it does not stop the script, {@link #close} does
     */
    public CompletableFuture<Void> play(FaultScript script) {
        return faultScripts.play(script);
    }

    /** Calls off every fault whose moment has not come, and ends stalls, delays, refusals and limits. */
    public void heal() {
        loop.run(faults::heal);
    }

    /** How many faults wait for their moment on a connection. */
    public int pendingFaults() {
        return loop.call(faults::pending);
    }

    /**
     * Sets the clock forward or, if negative, back. After a step back, times that would lie in the future
     * are dated to the present, which is a change of those leases. After a step forward, leases expire.
     *
     * @throws IllegalArgumentException if no base-time can express the time after the step
     */
    public void stepClock(Duration step) {
        loop.run(() -> {
            Instant after = clock.instant().plus(step);
            if (!family().hasBaseTime(after)) {
                throw new IllegalArgumentException(
                        "the server's clock would show " + after + ", which no base-time can express");
            }
            clock.step(step);
            if (step.isNegative()) {
                database.repairFutureTimes();
            }
        });
    }

    /** Forgets which address changed when; a query-start-time up to now is then answered with DataMissing. */
    public void forgetHistory() {
        loop.run(history::forgetAll);
    }

    /**
     * Stops everything that changes leases, expiry included, and waits until all pending messages have been sent to
     * the requestors. {@link #resume} undoes it.
     *
     * @throws TimeoutException if a requestor does not read it all in time; the leases stay stopped
     */
    public void quiesce(Duration timeout) throws TimeoutException {
        quiescence.beginAndDrain(timeout);
    }

    /** Lets leases change again after {@link #quiesce}. */
    public void resume() {
        quiescence.end();
    }

    /**
     * Writes the lease table; the module's README describes its form.
     *
     * @throws IOException if the file cannot be written
     */
    public void writeTable(Path file) throws IOException {
        TableFile.write(database.table(), dialect.view(), file);
    }

    /**
     * Shuts the server down as an operator does: running queries are ended with QueryTerminated, then their
     * connections are closed. Leases no longer change automatically. {@link #startAgain} starts it.
     */
    public void stop() {
        socket.close();
        ChannelGroup open = loop.call(() -> connections.terminateAll("the server is shutting down", FAREWELL));
        open.newCloseFuture().syncUninterruptibly();
    }

    /** Ends the server like a process that is killed: connections are reset without a message. */
    public void crash() {
        socket.close();
        loop.call(connections::resetAll).newCloseFuture().syncUninterruptibly();
    }

    /**
     * Starts the server after {@link #stop} or {@link #crash}, on the same port and with the leases it had.
     *
     * @param keepHistory whether it remembers which address changed when
     * @throws IllegalStateException if it has not been stopped
     * @throws java.util.concurrent.CompletionException if the server cannot listen on the address, e.g. because
     *     another program does
     */
    public void startAgain(boolean keepHistory) {
        if (!keepHistory) {
            forgetHistory();
        }
        socket.open();
    }

    /** {@link #stop}, then {@link #startAgain}. */
    public void restart(boolean keepHistory) {
        stop();
        startAgain(keepHistory);
    }

    /** Stops the server permanently. Does nothing if it has ended, and waits if another thread is ending it. */
    @Override
    public synchronized void close() {
        if (!ended) {
            faultScripts.close();
            stop();
            end();
        }
    }

    /** Crashes the server permanently. Does nothing if it has ended. */
    public synchronized void abort() {
        if (!ended) {
            faultScripts.close();
            crash();
            end();
        }
    }

    private boolean isLive() {
        return socket.isOpen() && !quiescence.hasBegun();
    }

    private void keepHouse() {
        if (expiresLeases && isLive()) {
            database.expireDue();
        }
        history.age();
    }

    private void end() {
        ended = true;
        loop.close();
        queryLog.close();
    }
}
