package net.leasequery.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.leasequery.streams.members.Unreadable;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.settings.SettingsReader;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class LeaseTopologyTest {
    private static final StreamsSettings SETTINGS = SettingsReader.read(Map.of(
            "bootstrap.servers", "127.0.0.1:9",
            "application.id", "lease-streams",
            "topic.prefix", "campus",
            "features", "merge,audit,history"));

    /**
     * Kafka Streams makes a text for each empty partition of a task before each of the task's records. A common sink is
     * enough to bind two parts to common tasks.
     */
    @Test
    void tasksOfManyRecordsHaveFewOtherInputs() throws Exception {
        try (Converters converters = new Converters(SETTINGS.converters())) {
            TopologyDescription topology = new LeaseTopology(SETTINGS, converters, new Unreadable(), () -> 0, 2)
                    .build()
                    .describe();

            assertThat(topology.subtopologies().stream().map(LeaseTopologyTest::sources))
                    .containsExactlyInAnyOrder(
                            Set.of("bindings"),
                            Set.of("events", "heartbeat"),
                            Set.of("signals", "connection-signals"),
                            Set.of("views", "completeness", "commands"),
                            Set.of("holdings", "client-completeness"),
                            Set.of("history.commands"));
        }
    }

    private static Set<String> sources(TopologyDescription.Subtopology part) {
        return part.nodes().stream()
                .filter(node -> node instanceof TopologyDescription.Source)
                .map(node -> node.name().replace("-repartition-source", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
