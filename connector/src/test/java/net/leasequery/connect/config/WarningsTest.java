package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that work, but with which the topic may not be what an operator expects. */
class WarningsTest {

    private static final String COMPACTION = "cleanup.policy=compact";

    private final Map<String, String> given = new HashMap<>(Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT"));

    @Test
    void errorsThatAreToleratedLoseBindings() {
        given.put("errors.tolerance", " All ");

        assertThat(warnings())
                .contains("errors.tolerance=all", "records-not-written-total", "set errors.tolerance=none");

        given.put("errors.tolerance", "none");
        assertThat(warnings()).doesNotContain("errors.tolerance");
    }

    @Test
    void nothingIsKnownOfATopicThatTheConnectorDoesNotCreate() {
        assertThat(warnings()).doesNotContain(COMPACTION);
    }

    @Test
    void aTopicThatIsCreatedByTheDefaultGroupIsNotCompacted() {
        createTopics();

        assertThat(warnings()).contains("campus.bindings", "topic.creation.default.cleanup.policy=compact");

        given.put("topic.creation.default.cleanup.policy", "compact");
        assertThat(warnings()).doesNotContain(COMPACTION);
    }

    /** The first group with the topic creates it. The usual mistake is a pattern with the prefix of an example. */
    @ParameterizedTest
    @ValueSource(strings = {"campus\\.bindings", ".*", "other\\..*, campus\\.b.+"})
    void aGroupWithTheTopicHasToCompactIt(String include) {
        createTopics();
        given.put("topic.creation.groups", "first, bindings");
        given.put("topic.creation.first.include", "campus\\.events");
        given.put("topic.creation.bindings.include", include);
        given.put("topic.creation.bindings.cleanup.policy", "delete, compact");
        assertThat(warnings()).doesNotContain(COMPACTION);

        given.put("topic.creation.bindings.cleanup.policy", "delete");
        assertThat(warnings()).contains("topic.creation.bindings.cleanup.policy=compact");

        given.put("topic.creation.bindings.cleanup.policy", "compact");
        given.put("topic.creation.bindings.exclude", "campus\\.bind.*");
        assertThat(warnings()).contains("topic.creation.default.cleanup.policy=compact");

        given.remove("topic.creation.bindings.exclude");
        given.put("topic.prefix", "lab");
        if (!".*".equals(include)) {
            assertThat(warnings()).contains("lab.bindings", "topic.creation.default.cleanup.policy=compact");
        }
    }

    /** Kafka Connect refuses the pattern itself. */
    @Test
    void aPatternThatIsNoneDoesNotMatch() {
        createTopics();
        given.put("topic.creation.groups", "bindings");
        given.put("topic.creation.bindings.include", "(");

        assertThat(warnings()).contains("topic.creation.default.cleanup.policy=compact");
    }

    private void createTopics() {
        given.put("topic.creation.default.partitions", "-1");
        given.put("topic.creation.default.replication.factor", "-1");
    }

    private String warnings() {
        return String.join("\n", new LeasequeryConnectorConfig(given).warnings());
    }
}
