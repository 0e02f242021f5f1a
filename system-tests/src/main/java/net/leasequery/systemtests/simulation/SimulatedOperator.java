package net.leasequery.systemtests.simulation;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.leasequery.systemtests.simulation.ConnectorChoices.Switch;
import org.jspecify.annotations.Nullable;

/** Does to the connector and to Kafka what an operator does. */
final class SimulatedOperator {

    /** Faults after which the operator loads everything again, see docs/operations.md. */
    static final Set<Action> LOAD_AGAIN = EnumSet.of(
            Action.OUTLIVE, Action.DELETE_RECORDS, Action.RESTORE_BACKUP, Action.CHANGE_SNAPSHOTS, Action.OVERWRITE);

    private final VirtualTime time;
    private final Settings settings;
    private final SimulatedWorker worker;
    private final SimulatedKafka kafka;
    private final Invariants invariants;
    private final @Nullable Neighbour second;
    private ConnectorChoices chosen;
    private final SimulatedSignals signals;
    private boolean loadAgain;
    private boolean tablesFilled;
    private boolean sweepWasOff;
    private boolean partitionsAdded;

    /**
     * @param second the second task of the connector; null if it has none
     * @param first configuration of the first start
     */
    SimulatedOperator(
            VirtualTime time,
            Settings settings,
            SimulatedWorker worker,
            SimulatedKafka kafka,
            Invariants invariants,
            @Nullable Neighbour second,
            ConnectorChoices first) {
        this.time = time;
        this.settings = settings;
        this.worker = worker;
        this.kafka = kafka;
        this.invariants = invariants;
        this.second = second;
        this.chosen = first;
        this.signals = new SimulatedSignals(kafka);
        worker.configure(TaskConfiguration.of(settings, first));
        invariants.configured(first);
        if (second != null) {
            second.configure(first);
        }
    }

    /** The present configuration. */
    ConnectorChoices chosen() {
        return chosen;
    }

    /**
     * Stops the task, and starts it with another configuration after a while. Not after an edit that left out what the
     * offset applies to, until the connector has stored an offset again, see docs/offsets.md.
     */
    void configure(UnaryOperator<ConnectorChoices> change, long downMillis) {
        if (mayConfigure()) {
            reconfigure(change, downMillis);
        }
    }

    private boolean mayConfigure() {
        Map<String, Object> stored = kafka.offset(chosen.partition(settings.family()));
        return stored == null || stored.containsKey("topics");
    }

    private void reconfigure(UnaryOperator<ConnectorChoices> change, long downMillis) {
        worker.stop();
        worker.endOutlived();
        change(change, downMillis);
        time.after(downMillis, worker::start);
    }

    private void change(UnaryOperator<ConnectorChoices> change, long downMillis) {
        if (second != null) {
            second.worker().stop();
        }
        chosen = change.apply(chosen);
        worker.configure(TaskConfiguration.of(settings, chosen));
        invariants.configured(chosen);
        if (second != null) {
            second.configure(chosen);
            time.after(downMillis, second.worker()::start);
        }
    }

    /**
     * Gives the server another name and retires the former one, while the task that follows it goes on for a while: its
     * worker was taken for dead.
     */
    void renameLate(long downMillis, long outlivesMillis) {
        if (worker.hasOutlived() || !worker.isRunning() || !mayConfigure()) {
            return;
        }
        worker.outlive(outlivesMillis, downMillis);
        change(ConnectorChoices::withOtherServerName, downMillis);
        invariants.recordsMayBeLate();
        // The former task may still retire a name that is followed again.
        invariants.recordsMayBeReadOutOfOrder();
        loadAgain = true;
    }

    /** Makes the topic unreadable for a while. */
    void breakReadBack(long millis) {
        kafka.breakReadBack(true);
        time.after(millis, () -> kafka.breakReadBack(false));
    }

    /** Stops the task, deletes its offsets, removes an address at the servers, and starts the task after a while. */
    void resetOffsets(List<SimulatedServer> servers, int slot, long downMillis) {
        if (worker.isRunning()) {
            worker.stop();
            kafka.resetOffsets();
            if (second != null) {
                second.resetOffset(downMillis);
            }
            if (slot >= 0) {
                servers.forEach(server -> server.vanish(slot));
            }
            time.after(downMillis, worker::start);
        }
    }

    /**
     * Stops the task, moves its position back, and starts the task after a while.
     *
     * @param alone whether the new offset has no other keys, as in docs/offsets.md; not while one of them says that
     *     something is owed
     */
    void alterOffsets(int bySeconds, boolean alone, long downMillis) {
        if (!worker.isRunning()) {
            return;
        }
        worker.stop();
        Map<String, String> partition = chosen.partition(settings.family());
        Map<String, Object> stored = kafka.offset(partition);
        Instant now = Instant.ofEpochMilli(time.epochMillis());
        Map<String, Object> edited = stored == null ? null : EditedOffset.movedBack(stored, bySeconds, alone);
        // Refused if a clock was set so that the position seems to be in the future.
        if (edited != null && TaskConfiguration.accepts(settings, chosen, partition, edited, now)) {
            kafka.alterOffset(partition, edited);
        }
        time.after(downMillis, worker::start);
    }

    /** Deletes the topic of bindings and creates it again. */
    void deleteTopic() {
        adoptsNewTopic();
        kafka.recreate(chosen.bindings());
    }

    /** Does so once a number of records is read back, after some attempts that are not interrupted. */
    void deleteTopicInReadBack(int records, int attempts) {
        kafka.interruptions().add(attempts, records, () -> time.after(0, this::deleteTopic));
    }

    /** An offset without the id of a topic adopts that of the new one. */
    private void adoptsNewTopic() {
        Map<String, Object> stored = kafka.offset(chosen.partition(settings.family()));
        loadAgain |= stored == null || !stored.containsKey("topic_id");
    }

    /** Deletes the topic of bindings and creates it again after a while. */
    void removeTopic(long absentMillis) {
        String topic = chosen.bindings();
        adoptsNewTopic();
        kafka.delete(topic);
        time.after(absentMillis, () -> createTopic(topic));
    }

    private void createTopic(String topic) {
        if (!kafka.hasTopic(topic)) {
            kafka.recreate(topic);
        }
    }

    /** Makes a partition of bindings take no records for a while. */
    void stallPartition(int partition, long millis) {
        String topic = chosen.bindings();
        kafka.stall(topic, partition, true);
        time.after(millis, () -> kafka.stall(topic, partition, false));
    }

    /** Adds a partition to the topic of bindings. */
    void addPartition() {
        kafka.addPartition(chosen.bindings());
        partitionsAdded = true;
        invariants.recordsMayBeReadOutOfOrder();
    }

    /** Whether {@link #replaceTopic} has to be called. */
    boolean hasAddedPartitions() {
        return partitionsAdded;
    }

    /** Does what docs/operations.md asks for if the topic has records that no later one replaces. */
    void replaceTopic() {
        worker.stop();
        deleteTopic();
        worker.start();
    }

    /** Retention deletes the oldest bindings. */
    void deleteRecords(int kept) {
        kafka.deleteOldest(chosen.bindings(), kept);
        loadAgain = true;
    }

    /** Another producer replaces the record of an address; with {@code copied}, by one with the headers of that one. */
    void overwrite(String address, @Nullable String copied) {
        if (kafka.overwrite(chosen.bindings(), chosen.server(), address, copied)) {
            invariants.overwritten(LastRecords.key(chosen.bindings(), chosen.server(), address));
            loadAgain = true;
        }
    }

    /** Other tasks of the worker leave a number of octets for the tables of this one, for a while. */
    void fillTables(int free, long millis) {
        worker.tables().fill(free);
        tablesFilled = true;
        time.after(millis, () -> worker.tables().fill(TableMemory.OCTETS));
    }

    /** Turns the sweep off, or on again. */
    void changeSweep(long downMillis) {
        reconfigure(now -> now.withOther(Switch.NO_SWEEP), downMillis);
        sweepWasOff |= chosen.has(Switch.NO_SWEEP);
    }

    /** Changes when everything is loaded. */
    void changeSnapshots(Switch which, long downMillis) {
        configure(now -> now.withOther(which), downMillis);
        loadAgain |= chosen.has(Switch.NEVER_LOADS);
    }

    /**
     * Does what the events and docs/operations.md ask for: restarts a task that may have discarded its table, and
     * creates a topic anew that may show bindings which ended while the sweep was off.
     */
    void repair() {
        if (chosen.has(Switch.NO_SWEEP)) {
            reconfigure(now -> now.withOther(Switch.NO_SWEEP), 0);
        }
        if (chosen.has(Switch.FEW_QUERIES)) {
            // A DHCPv4 snapshot that does not ask for everything ends nothing.
            reconfigure(now -> now.withOther(Switch.FEW_QUERIES), 0);
        }
        if (chosen.has(Switch.NEVER_LOADS)) {
            reconfigure(now -> now.withOther(Switch.NEVER_LOADS), 0);
        }
        if (sweepWasOff) {
            deleteTopic();
        }
        createTopic(chosen.bindings());
        if (tablesFilled) {
            worker.restart(0);
            if (second != null) {
                second.worker().restart(0);
            }
        }
    }

    /** From now on the topic may differ from the server in a way that only the operator notices. */
    void hasToLoadAgain() {
        loadAgain = true;
    }

    /** Whether {@link #loadAgain} has to be called. */
    boolean isToLoadAgain() {
        return loadAgain;
    }

    /** Loads everything again: by a signal, or by a reset of the offsets if there are no signals. */
    void loadAgain(List<SimulatedServer> servers) {
        if (chosen.has(Switch.SIGNALLED)) {
            signal(servers.get(0), 0, 0);
        } else {
            resetOffsets(servers, -1, 0);
        }
    }

    /** Sends a signal, see {@link Action#SIGNAL}. */
    void signal(SimulatedServer server, int kind, int seconds) {
        signals.send(server, kind, seconds, chosen.otherServer());
    }
}
