package net.leasequery.systemtests.simulation;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Another connector, which writes the bindings of another server to the first topic of this one, or the second task of
 * this connector. The server has the same addresses. What happens to one must never touch the records or offsets of the
 * other.
 */
final class Neighbour {

    private static final String SERVER = ConnectorChoices.OF_NEIGHBOUR.server();

    private final VirtualTime time;
    private final SimulatedServer server;
    private final SimulatedNetwork network;
    private final SimulatedKafka kafka;
    private final SimulatedWorker worker;
    private final Invariants invariants;
    private final Settings settings;
    private ConnectorChoices choices = ConnectorChoices.OF_NEIGHBOUR;
    private int lastVersion;

    /** @param tables memory of the worker */
    Neighbour(VirtualTime time, Settings given, SimulatedKafka kafka, Disturbances disturbances, TableMemory tables) {
        this.time = time;
        this.kafka = kafka;
        settings = given.ofOneServer();
        server = new SimulatedServer(time, 0, settings, false, () -> ++lastVersion);
        network = new SimulatedNetwork(time, List.of(server));
        invariants = new Invariants(
                time,
                settings,
                List.of(server),
                new FollowedAddresses(server.format(), SimulatedClients.ADDRESSES),
                disturbances);
        worker =
                new SimulatedWorker(time, settings, network, kafka, tables, invariants::taskStarts, invariants::stored);
        worker.configure(TaskConfiguration.of(settings, choices));
        invariants.configured(choices);
    }

    /** Makes it the second task of a connector, from its next start on. */
    void configure(ConnectorChoices ofConnector) {
        choices = ofConnector.ofSecond();
        worker.configure(TaskConfiguration.ofSecond(settings, ofConnector));
        invariants.configured(choices);
    }

    /** Stops the task, deletes its offset, and starts it after a while. */
    void resetOffset(long downMillis) {
        worker.stop();
        kafka.alterOffset(choices.partition(settings.family()), null);
        time.after(downMillis, worker::start);
    }

    /** Whether a record is of the neighbour. */
    static boolean wrote(SourceRecord record) {
        return record.topic().endsWith(ConnectorChoices.BINDINGS)
                ? record.key() instanceof Struct key && SERVER.equals(key.getString("server"))
                : isOf(record.sourcePartition());
    }

    /** Whether a source partition is of the neighbour. */
    static boolean isOf(Map<String, ?> sourcePartition) {
        return SERVER.equals(sourcePartition.get("server"));
    }

    SimulatedServer server() {
        return server;
    }

    SimulatedWorker worker() {
        return worker;
    }

    Invariants invariants() {
        return invariants;
    }

    /** Ends all faults, and loads everything again if records of the topic were lost. */
    void heal() {
        network.heal();
        server.heal();
        worker.heal();
        worker.start();
        if (kafka.hasLostRecords()) {
            worker.stop();
            kafka.alterOffset(choices.partition(settings.family()), null);
            worker.start();
        }
    }

    /** What is wrong; null if nothing is. */
    @Nullable
    String difference() {
        String difference = invariants.difference(server);
        return difference == null ? null : "of the neighbour: " + difference;
    }
}
