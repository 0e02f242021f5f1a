package net.leasequery.quickstart.cli;

import java.net.URI;
import java.util.List;

/**
 * What a user can look at while the quickstart runs.
 *
 * @param bootstrapServers of the Kafka cluster
 * @param registry root of the registry's Confluent API
 * @param connect root of the worker's REST API
 * @param connector the connector's name
 * @param topicPrefix of the topics that it writes to
 */
record NextSteps(String bootstrapServers, URI registry, URI connect, String connector, String topicPrefix) {

    /** Lines to print; each command works unchanged in the root of the source tree. */
    List<String> lines() {
        String connectorAddress = connect + "/connectors/" + connector;
        return List.of(
                "",
                "topics    " + topicPrefix + ".bindings   the lease table, compacted",
                "          " + topicPrefix + ".events     how complete it is",
                "          " + topicPrefix + ".heartbeat  the server is reachable and nothing changed",
                "In another terminal:",
                "  bin/console-consumer " + bootstrapServers + " \\",
                "    " + registry + " " + topicPrefix + ".events",
                "  curl -s " + connectorAddress + "/status",
                "  curl -s " + connectorAddress + "/offsets",
                "  curl -s " + registry + "/subjects",
                "With --fault restart the server loses its history; the events show what follows.",
                "");
    }
}
