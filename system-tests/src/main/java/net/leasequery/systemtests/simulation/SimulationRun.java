package net.leasequery.systemtests.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Performs one schedule from its start until all is quiet again, and checks the result. */
final class SimulationRun {

    private static final long OVERLOADED_POLL_MILLIS = 4_000;
    private static final long TICK_MILLIS = 500;
    private static final long CHECK_MILLIS = 5_000;
    private static final long SIGNAL_MILLIS = 20_000;
    private static final int QUIET_CHECKS = 6;
    private static final long LONGEST_HEALING_MILLIS = 900_000;
    private static final int MOST_ROUNDS = 2_000_000;

    private final Schedule schedule;
    private final Coverage coverage;
    private final VirtualTime time = new VirtualTime();
    private final Disturbances disturbances = new Disturbances();
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final SimulatedNetwork network;
    private final SimulatedKafka kafka;
    private final SimulatedWorker worker;
    private final SimulatedClients clients;
    private final Invariants invariants;
    private final SimulatedOperator operator;
    private int lastVersion;
    private int rounds;
    private long stormEnds;
    private boolean overloaded;

    SimulationRun(Schedule schedule, Coverage coverage) {
        this(schedule, coverage, 0);
    }

    /** A run with a broken Kafka, to prove that losses are noticed: every seventh record is acknowledged and lost. */
    static SimulationRun losingRecords(Schedule schedule) {
        return new SimulationRun(schedule, new Coverage(), 7);
    }

    private SimulationRun(Schedule schedule, Coverage coverage, int loseEvery) {
        this.schedule = schedule;
        this.coverage = coverage;
        boolean vpns = schedule.steps().stream().anyMatch(step -> step.action() == Action.CHANGE_VPN);
        IntSupplier versions = () -> ++lastVersion;
        for (int number = 0; number < schedule.settings().servers(); number++) {
            servers.add(new SimulatedServer(time, number, schedule.settings(), vpns, versions));
        }
        clients = new SimulatedClients(time, schedule.settings());
        network = new SimulatedNetwork(time, servers);
        invariants = new Invariants(
                time,
                schedule.settings(),
                servers,
                SimulatedClients.ADDRESSES + SimulatedClients.LASTING,
                disturbances);
        kafka = new SimulatedKafka(invariants::appended, loseEvery);
        worker = new SimulatedWorker(
                time, schedule.settings(), network, kafka, invariants::taskStarts, invariants::stored);
        boolean signalled = schedule.steps().stream()
                .anyMatch(step -> step.action() == Action.SIGNAL
                        || (SimulatedOperator.LOAD_AGAIN.contains(step.action())
                                && schedule.settings().readBack()));
        ConnectorChoices first = signalled ? ConnectorChoices.FIRST.withSignals() : ConnectorChoices.FIRST;
        if (vpns) {
            first = first.withVpn(2);
        }
        operator = new SimulatedOperator(time, schedule.settings(), worker, kafka, invariants, first);
    }

    /** What went wrong; empty if nothing did. */
    static Optional<String> of(Schedule schedule) {
        return new SimulationRun(schedule, new Coverage()).run();
    }

    /** What went wrong; empty if nothing did. Call once. */
    Optional<String> run() {
        try {
            if (schedule.settings().severalRelays()) {
                servers.forEach(clients::bindLasting);
            }
            worker.start();
            time.after(TICK_MILLIS, this::tick);
            for (Step step : schedule.steps()) {
                advance(step.waitMillis());
                perform(step);
            }
            return Optional.ofNullable(heal());
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return Optional.of("at " + time.millis() + " ms: " + trace);
        }
    }

    /** Every binding record that was written, in order: its key, its content and its offset. */
    List<String> story() {
        return kafka.records(ConnectorChoices.FIRST.bindings()).stream()
                .map(stored -> stored.position() + " " + describe(stored.source()) + " "
                        + stored.source().sourceOffset())
                .toList();
    }

    private static String describe(SourceRecord record) {
        return record.value() instanceof Struct value
                ? value.getString("eventId") + " " + value.getString("address") + " " + value.getString("state") + " "
                        + value.get("baseTime")
                : "tombstone";
    }

    int records() {
        return invariants.records();
    }

    Repeats repeats() {
        return invariants.repeats();
    }

    int overtaken() {
        return invariants.overtaken();
    }

    private void tick() {
        servers.forEach(SimulatedServer::tick);
        time.after(TICK_MILLIS, this::tick);
    }

    private void advance(long millis) {
        long until = time.millis() + millis;
        worker.work();
        for (long next = nextMillis(); next <= until && invariants.broken() == null; next = nextMillis()) {
            if (++rounds > MOST_ROUNDS) {
                throw new IllegalStateException("the simulation goes round and round");
            }
            time.moveTo(next);
            boolean unused = time.runOne();
            worker.work();
        }
        time.moveTo(until);
        worker.work();
    }

    private long nextMillis() {
        return Math.min(time.nextMillis(), worker.nextTimerMillis());
    }

    private @Nullable String heal() {
        network.heal();
        servers.forEach(SimulatedServer::heal);
        kafka.breakReadBack(false);
        worker.heal();
        worker.start();
        operator.repair();
        if (operator.isToLoadAgain()) {
            // Only a task that has a position in the topic of signals reads those from before its start.
            advance(SIGNAL_MILLIS);
            operator.loadAgain(servers);
        }
        long deadline = time.millis() + LONGEST_HEALING_MILLIS;
        int equal = 0;
        String difference = null;
        while (equal < QUIET_CHECKS && time.millis() < deadline && invariants.broken() == null) {
            advance(CHECK_MILLIS);
            difference = difference();
            equal = difference == null ? equal + 1 : 0;
        }
        invariants.checkRepeats();
        invariants.checkGaps();
        if (invariants.broken() != null) {
            return invariants.broken();
        }
        return equal < QUIET_CHECKS ? "never healed (" + worker.phase() + "): " + difference : null;
    }

    private @Nullable String difference() {
        SimulatedServer followed = followed();
        return followed == null ? "no stream to any server" : invariants.difference(followed);
    }

    /** The server whose table must be in Kafka. */
    private @Nullable SimulatedServer followed() {
        if (schedule.settings().isKea() || operator.chosen().polled()) {
            return servers.get(0);
        }
        List<SimulatedConnection> streams = network.connections(ServerSession::isStream);
        return streams.isEmpty() ? null : streams.get(0).session().server();
    }

    @SuppressWarnings("EnumOrdinal") // as ScheduleGenerator writes it
    private void perform(Step step) {
        if (step.action().isFault()) {
            coverage.count(worker.phase(), bulkState(), step.action());
        }
        SimulatedServer server = servers.get(Math.floorMod(step.c(), servers.size()));
        switch (step.action()) {
            case BIND -> clients.bind(server, step.a(), step.c(), clients.kind(step.a()), step.b());
            case BIND_TEMPORARY -> {
                LeaseKind kind = Ipv6Format.isPrefix(step.a()) ? LeaseKind.PD : LeaseKind.TA;
                clients.bind(server, step.a(), step.c(), kind, step.b());
            }
            case RENEW_LATE -> clients.renewLate(server, step.a(), step.b());
            case RENEW_BRIEFLY -> clients.renewBriefly(server, step.a(), step.b());
            case RELEASE -> server.release(step.a());
            case CUT_STREAM -> each(ServerSession::isStream).forEach(stream -> cut(stream, step.a()));
            case CUT_BULK -> each(ServerSession::isBulk).forEach(bulk -> cut(bulk, step.a()));
            case LOSE_STREAM -> each(ServerSession::isStream).forEach(SimulatedConnection::lose);
            case LOSE_BULK -> each(ServerSession::isBulk).forEach(SimulatedConnection::lose);
            case SEGMENT -> {
                network.segment(step.a());
                disturbances.messagesArriveInPieces();
            }
            case REFUSE -> network.refuse(step.a(), step.b() == 1);
            case SLOW_STREAM -> {
                each(ServerSession::isStream).forEach(stream -> stream.latency(step.a()));
                disturbances.messagesWait(step.a());
            }
            case SLOW_BULK -> each(ServerSession::isBulk).forEach(bulk -> bulk.latency(step.a()));
            case STALL_STREAM -> {
                each(ServerSession::isStream).forEach(stream -> stream.stall(step.a()));
                disturbances.messagesWait(step.a());
            }
            case STALL_BULK -> each(ServerSession::isBulk).forEach(bulk -> bulk.stall(step.a()));
            case RESTART_SERVER -> server.restart(step.a(), step.b() == 1);
            case TERMINATE -> sessions(ServerSession::isStream).forEach(ServerSession::terminate);
            case LOSE_HISTORY -> server.loseHistory();
            case READ_AS_SENT -> servers.forEach(each -> each.readAsItSends(step.a() == 1));
            case COALESCE -> servers.forEach(each -> each.coalesce(step.a() == 1));
            case END_ANSWER ->
                sessions(ServerSession::isBulk).forEach(bulk -> bulk.endAnswer(Status.values()[step.a()]));
            case FAIL_BULK -> server.failBulk(Status.values()[step.a()], step.b());
            case MALFORMED_ON_STREAM -> sessions(ServerSession::isStream).forEach(ServerSession::malformedNext);
            case MALFORMED_IN_BULK -> sessions(ServerSession::isBulk).forEach(ServerSession::malformedNext);
            case DAMAGE_OPTION -> server.damageNext();
            case ODD_TIME -> server.oddTimeNext();
            case STEP_CLOCK -> {
                server.clock().step(step.a());
                disturbances.clockWasSet();
            }
            case GLITCH_CLOCK -> {
                server.clock().glitch(step.a(), step.b());
                disturbances.clockWasSet();
            }
            case DRIFT_CLOCK -> {
                server.clock().drift(step.a());
                disturbances.clockDrifts();
            }
            case NEARLY_BLOCK -> sessions(ServerSession::isStream).forEach(session -> session.nearlyBlock(step.a()));
            case STORM -> storm(server, step);
            case ROTATE_ADDRESSES -> network.rotateAddresses();
            case CRASH -> worker.crash(step.a(), step.b());
            case RESTART_TASK -> worker.restart(step.a());
            case SLOW_ACKNOWLEDGEMENTS -> worker.slowAcknowledgements(step.a());
            case SLOW_CONSUMER -> worker.slowConsumer(step.a(), step.b());
            case OVERLOAD -> overload(server, step);
            case COMPACT -> kafka.compact();
            case BREAK_READ_BACK -> operator.breakReadBack(step.a());
            case RESET_OFFSETS -> operator.resetOffsets(servers, step.a(), step.b());
            case LOSE_ENDS -> worker.loseEnds(step.a());
            case CHANGE_TOPIC -> operator.configure(ConnectorChoices::withOtherTopics, step.a());
            case RENAME_SERVER -> operator.configure(ConnectorChoices::withOtherServerName, step.a());
            case CHANGE_MODE -> operator.configure(ConnectorChoices::withOtherMode, step.a());
            case CHANGE_SUBNETS -> operator.configure(ConnectorChoices::withOtherSubnets, step.a());
            case SIGNAL -> operator.signal(server, step.a(), step.b());
            case FAIL_COMMITS -> worker.failCommits(step.a());
            case ALTER_OFFSETS -> {
                operator.alterOffsets(step.b(), step.c() == 1, step.a());
                disturbances.clockIsUnknown();
            }
            case OUTLIVE -> {
                worker.outlive(step.a(), step.b());
                invariants.recordsMayBeLate();
                operator.hasToLoadAgain();
            }
            case FILL_TABLES -> operator.fillTables(step.a(), step.b());
            case CHANGE_QUERIES -> operator.configure(ConnectorChoices::withOtherQueries, step.a());
            case CHANGE_VPN -> operator.configure(chosen -> chosen.withVpn(step.b()), step.a());
            case CHANGE_SWEEP -> operator.changeSweep(step.a());
            case DELETE_TOPIC -> operator.deleteTopic();
            case DELETE_RECORDS -> operator.deleteRecords(step.a());
            case STEP_WORKER_CLOCK -> {
                time.stepWallClock(1_000L * step.a());
                disturbances.workerClockWasSet();
            }
        }
    }

    private static void cut(SimulatedConnection connection, int how) {
        if (how == 2) {
            connection.closeByServer();
        } else {
            connection.cut(how == 1);
        }
    }

    private String bulkState() {
        return each(ServerSession::isBulk).isEmpty() ? "no bulk answer" : "bulk answer under way";
    }

    private List<SimulatedConnection> each(Predicate<ServerSession> which) {
        return network.connections(which);
    }

    private List<ServerSession> sessions(Predicate<ServerSession> which) {
        return each(which).stream().map(SimulatedConnection::session).toList();
    }

    /** The first change waits in the server as long as newer ones keep coming, and is lost with the connection. */
    private void storm(SimulatedServer server, Step step) {
        if (time.millis() >= stormEnds) {
            stormEnds = time.millis() + step.a();
            sessions(ServerSession::isStream).forEach(session -> session.nearlyBlock(step.a()));
            clients.changeConstantly(server, step.b(), stormEnds);
            time.at(stormEnds, () -> each(ServerSession::isStream).forEach(stream -> stream.cut(false)));
        }
    }

    private void overload(SimulatedServer server, Step step) {
        if (!overloaded && worker.isRunning() && time.millis() >= stormEnds) {
            overloaded = true;
            stormEnds = time.millis() + step.a();
            worker.slowConsumer(OVERLOADED_POLL_MILLIS, step.a());
            clients.changeConstantly(server, step.b(), stormEnds);
            advance(step.a());
            worker.restart(0);
        }
    }
}
