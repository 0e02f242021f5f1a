package net.leasequery.systemtests.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import net.leasequery.systemtests.simulation.ConnectorChoices.Switch;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Performs one schedule from its start until all is quiet again, and checks the result. */
final class SimulationRun {

    private static final long TICK_MILLIS = 500;
    private static final long CHECK_MILLIS = 5_000;
    private static final long READ_BACK_MILLIS = 60_000;
    private static final long SIGNAL_MILLIS = 20_000;
    private static final int QUIET_CHECKS = 6;
    private static final long LONGEST_HEALING_MILLIS = 900_000;
    private static final int PARTITIONS = 3;
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
    private final FollowedAddresses addresses;
    private final Invariants invariants;
    private final SimulatedOperator operator;
    private final @Nullable Neighbour neighbour;
    private final StepPerformer performer;
    private int lastVersion;
    private int rounds;

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
        boolean changesVpn = has(Action.CHANGE_VPN);
        boolean vpns = changesVpn || has(Action.REPORT_OTHERS);
        IntSupplier versions = () -> ++lastVersion;
        for (int number = 0; number < schedule.settings().servers(); number++) {
            servers.add(new SimulatedServer(time, number, schedule.settings(), vpns, versions));
        }
        clients = new SimulatedClients(time, schedule.settings());
        network = new SimulatedNetwork(time, servers);
        addresses =
                new FollowedAddresses(servers.get(0).format(), SimulatedClients.ADDRESSES + SimulatedClients.LASTING);
        invariants = new Invariants(time, schedule.settings(), servers, addresses, disturbances);
        kafka = new SimulatedKafka(this::appended, has(Action.STALL_PARTITION) ? PARTITIONS : 1, loseEvery);
        worker = new SimulatedWorker(
                time,
                schedule.settings(),
                network,
                kafka,
                new TableMemory(),
                invariants::taskStarts,
                invariants::stored);
        kafka.add(new TopicWatcher(invariants, worker));
        boolean hasSecond = has(Ingredient.SECOND_TASK);
        neighbour = hasSecond || has(Ingredient.NEIGHBOURS)
                ? new Neighbour(
                        time, schedule.settings(), kafka, disturbances, hasSecond ? worker.tables() : new TableMemory())
                : null;
        if (neighbour != null) {
            kafka.add(new TopicWatcher(neighbour.invariants(), neighbour.worker()));
        }
        operator = new SimulatedOperator(
                time,
                schedule.settings(),
                worker,
                kafka,
                invariants,
                hasSecond ? neighbour : null,
                firstConfiguration(changesVpn));
        performer = new StepPerformer(
                new SimulatedSite(
                        time, servers, network, kafka, worker, clients, operator, invariants, disturbances, neighbour),
                this::advance);
    }

    private void appended(SimulatedTopic.Stored stored) {
        Invariants judge = neighbour != null && Neighbour.wrote(stored.source()) ? neighbour.invariants() : invariants;
        judge.appended(stored);
    }

    private ConnectorChoices firstConfiguration(boolean allVpns) {
        boolean loadsAgain = SimulatedOperator.LOAD_AGAIN.stream().anyMatch(this::has);
        ConnectorChoices first = ConnectorChoices.FIRST;
        if (has(Action.SIGNAL) || (loadsAgain && schedule.settings().readBack())) {
            first = first.withOther(Switch.SIGNALLED);
        }
        if (has(Action.DROP_TOMBSTONES)) {
            first = first.withOther(Switch.TOMBSTONES);
        }
        if (has(Ingredient.SECOND_TASK)) {
            first = first.withOther(Switch.SECOND);
        }
        return allVpns ? first.withVpn(2) : first;
    }

    private boolean has(Action action) {
        return schedule.steps().stream().anyMatch(step -> step.action() == action);
    }

    private boolean has(Ingredient ingredient) {
        return schedule.steps().stream().anyMatch(step -> step.action().ingredient() == ingredient);
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
            if (neighbour != null) {
                neighbour.worker().start();
            }
            time.after(TICK_MILLIS, this::tick);
            for (Step step : schedule.steps()) {
                advance(step.waitMillis());
                if (step.action().isFault()) {
                    coverage.count(worker.phase(), bulkState(), step.action());
                }
                performer.perform(step);
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
        if (neighbour != null) {
            neighbour.server().tick();
        }
        time.after(TICK_MILLIS, this::tick);
    }

    private void advance(long millis) {
        long until = time.millis() + millis;
        work();
        for (long next = nextMillis(); next <= until && broken() == null; next = nextMillis()) {
            if (++rounds > MOST_ROUNDS) {
                throw new IllegalStateException("the simulation goes round and round");
            }
            time.moveTo(next);
            boolean unused = time.runOne();
            work();
        }
        time.moveTo(until);
        work();
    }

    private void work() {
        worker.work();
        if (neighbour != null) {
            neighbour.worker().work();
        }
    }

    private long nextMillis() {
        long next = Math.min(time.nextMillis(), worker.nextTimerMillis());
        return neighbour == null ? next : Math.min(next, neighbour.worker().nextTimerMillis());
    }

    private @Nullable String broken() {
        return invariants.broken() == null && neighbour != null
                ? neighbour.invariants().broken()
                : invariants.broken();
    }

    private @Nullable String heal() {
        network.heal();
        servers.forEach(SimulatedServer::heal);
        kafka.heal();
        worker.heal();
        worker.start();
        operator.repair();
        if (operator.hasAddedPartitions()) {
            worker.restart(0);
            int before = surplus();
            advance(READ_BACK_MILLIS);
            // A record that another producer replaced may be read before or after that of the other partition.
            if (!has(Action.OVERWRITE)) {
                invariants.checkSurplus(worker.metric("read-back-surplus-keys"), before, surplus());
            }
            operator.replaceTopic();
        }
        if (operator.isToLoadAgain()) {
            // Only a task that has a position in the topic of signals reads those from before its start.
            advance(SIGNAL_MILLIS);
            operator.loadAgain(servers);
        }
        if (neighbour != null) {
            neighbour.heal();
        }
        long deadline = time.millis() + LONGEST_HEALING_MILLIS;
        int equal = 0;
        String difference = null;
        while (equal < QUIET_CHECKS && time.millis() < deadline && broken() == null) {
            advance(CHECK_MILLIS);
            difference = difference();
            equal = difference == null ? equal + 1 : 0;
        }
        invariants.checkRepeats();
        invariants.checkGaps();
        if (broken() != null) {
            return broken();
        }
        return equal < QUIET_CHECKS ? "never healed (" + worker.phase() + "): " + difference : null;
    }

    private int surplus() {
        return SurplusRecords.count(kafka.records(operator.chosen().bindings()), addresses::isReadBack);
    }

    private @Nullable String difference() {
        SimulatedServer followed = followed();
        String difference = followed == null ? "no stream to any server" : invariants.difference(followed);
        return difference == null && neighbour != null ? neighbour.difference() : difference;
    }

    /** The server whose table must be in Kafka. */
    private @Nullable SimulatedServer followed() {
        if (schedule.settings().isKea() || operator.chosen().has(Switch.POLLED)) {
            return servers.get(0);
        }
        List<SimulatedConnection> streams = network.connections(ServerSession::isStream);
        return streams.isEmpty() ? null : streams.get(0).session().server();
    }

    private String bulkState() {
        return network.connections(ServerSession::isBulk).isEmpty() ? "no bulk answer" : "bulk answer under way";
    }
}
