package net.leasequery.systemtests.simulation;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Does to the connector and to Kafka what an operator does. */
final class SimulatedOperator {

    private final VirtualTime time;
    private final SimulatedWorker worker;
    private final SimulatedKafka kafka;
    private final Invariants invariants;
    private ConnectorChoices chosen;
    private int signals;

    /** @param first configuration of the first start */
    SimulatedOperator(
            VirtualTime time,
            SimulatedWorker worker,
            SimulatedKafka kafka,
            Invariants invariants,
            ConnectorChoices first) {
        this.time = time;
        this.worker = worker;
        this.kafka = kafka;
        this.invariants = invariants;
        this.chosen = first;
        worker.configure(first);
    }

    /** The present configuration. */
    ConnectorChoices chosen() {
        return chosen;
    }

    /** Stops the task, and starts it with another configuration after a while. */
    void configure(UnaryOperator<ConnectorChoices> change, long downMillis) {
        chosen = change.apply(chosen);
        worker.stop();
        worker.configure(chosen);
        invariants.configured(chosen);
        time.after(downMillis, worker::start);
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
            if (slot >= 0) {
                servers.forEach(server -> server.vanish(slot));
            }
            time.after(downMillis, worker::start);
        }
    }

    /** Sends a signal of one of four kinds, see {@link Action#SIGNAL}. */
    void signal(SimulatedServer server, int kind, int seconds) {
        String content = switch (kind) {
            case 0 -> "\"type\": \"snapshot\"";
            case 1 ->
                "\"type\": \"snapshot\", \"data\": {\"subnets\": [\"%s\"]}"
                        .formatted(server.format().excludedSubnet());
            case 2 ->
                "\"type\": \"resync-gap\", \"data\": {\"from\": \"%s\"}"
                        .formatted(Instant.ofEpochSecond(server.clock().shown() - seconds));
            default -> "\"type\": \"resync-gap\"";
        };
        signals++;
        kafka.signal("{\"id\": \"%d\", %s}".formatted(signals, content));
    }
}
