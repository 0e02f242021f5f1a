package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class LeasequerySourceConnectorTest {

    private static final Map<String, String> CONFIG = Map.of(
            "dhcp.servers", "east=192.0.2.1,west=[2001:db8::1]:6700",
            "topic.prefix", "campus",
            "tasks.max", "5",
            "security.protocol", "PLAINTEXT");

    private final LeasequerySourceConnector connector = new LeasequerySourceConnector();

    @Test
    void givesEachServerATaskOfItsOwnHoweverManyAreAllowed() {
        connector.start(CONFIG);

        List<Map<String, String>> tasks = connector.taskConfigs(5);

        assertThat(tasks)
                .extracting(task -> task.get("dhcp.servers"))
                .containsExactly("east=192.0.2.1:67", "west=[2001:db8::1]:6700");
        assertThat(tasks).allSatisfy(task -> assertThat(task).containsEntry("topic.prefix", "campus"));
    }

    @Test
    void onlyOneTaskIsTheFirstWhateverIsConfigured() {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.put("followed.by.all.tasks", "east");
        connector.start(config);

        assertThat(connector.taskConfigs(2))
                .extracting(task -> task.get("followed.by.all.tasks"))
                .containsExactly("east,west", null);
    }

    @Test
    void refusesFewerTasksThanServersWithBothNumbers() {
        connector.start(CONFIG);

        assertThatThrownBy(() -> connector.taskConfigs(1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("2 servers", "only 1");
    }

    @Test
    void validationTellsWhichKeyIsWrong() {
        Map<String, String> wrong = new HashMap<>(CONFIG);
        wrong.put("max.batch.size", "0");

        assertThat(connector.validate(wrong).configValues())
                .filteredOn(value -> !value.errorMessages().isEmpty())
                .singleElement()
                .satisfies(value -> assertThat(value.name()).isEqualTo("max.batch.size"));
    }

    @Test
    void supportsExactlyOnce() {
        assertThat(connector.exactlyOnceSupport(CONFIG)).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void knowsItsVersionFromTheBuild() {
        assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(new LeasequerySourceTask().version()).isEqualTo(connector.version());
    }

    @Test
    void workersFindItByItsServiceFile() {
        assertThat(ServiceLoader.load(SourceConnector.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(LeasequerySourceConnector.class));
    }

    @Test
    void offsetsMayBeResetAndMovedBack() {
        Map<Map<String, ?>, Map<String, ?>> edits = new HashMap<>();
        edits.put(Map.of("server", "east", "family", "ipv4"), null);
        edits.put(Map.of("server", "west", "family", "ipv4"), Map.of("v", 1L, "base_time", 1_700_000_000L));

        assertThat(connector.alterOffsets(CONFIG, edits)).isTrue();
    }

    @Test
    void anEditWithoutAPartitionIsRefused() {
        Map<Map<String, ?>, Map<String, ?>> edits = Collections.singletonMap(null, Map.of("v", 1L));

        assertThatThrownBy(() -> connector.alterOffsets(CONFIG, edits))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("expected {\"server\"");
    }

    /** A later version may refuse a configuration that was accepted. */
    @Test
    void aResetNeedsNoValidConfiguration() {
        Map<Map<String, ?>, Map<String, ?>> reset =
                Collections.singletonMap(Map.of("server", "east", "family", "ipv4"), null);

        assertThat(connector.alterOffsets(Map.of("name", "leases"), reset)).isTrue();
    }

    @Test
    void offsetsOfUnknownServersAreRefused() {
        Map<Map<String, ?>, Map<String, ?>> edits = Collections.singletonMap(
                Map.of("server", "north", "family", "ipv4"), Map.of("v", 1L, "base_time", 1_700_000_000L));

        assertThatThrownBy(() -> connector.alterOffsets(CONFIG, edits)).isInstanceOf(ConnectException.class);
    }
}
