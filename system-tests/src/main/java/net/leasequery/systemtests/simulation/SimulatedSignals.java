package net.leasequery.systemtests.simulation;

import java.time.Instant;

/** The signals of an operator to the connector. */
final class SimulatedSignals {

    private final SimulatedKafka kafka;
    private int sent;

    SimulatedSignals(SimulatedKafka kafka) {
        this.kafka = kafka;
    }

    /**
     * Sends a signal of one of five kinds, see {@link Action#SIGNAL}.
     *
     * @param retired name of a server to retire
     */
    void send(SimulatedServer server, int kind, int seconds, String retired) {
        String content = switch (kind) {
            case 0 -> "\"type\": \"snapshot\"";
            case 1 ->
                "\"type\": \"snapshot\", \"data\": {\"subnets\": [\"%s\"]}"
                        .formatted(server.format().excludedSubnet());
            case 4 -> "\"type\": \"retire\", \"data\": {\"servers\": [\"%s\"]}".formatted(retired);
            case 2 ->
                "\"type\": \"resync-gap\", \"data\": {\"from\": \"%s\"}"
                        .formatted(Instant.ofEpochSecond(server.clock().shown() - seconds));
            default -> "\"type\": \"resync-gap\"";
        };
        sent++;
        kafka.signal("{\"id\": \"%d\", %s}".formatted(sent, content));
    }
}
