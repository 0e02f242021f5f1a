package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A slip of the pen in a key is told with the key that was meant; what is not ours is left alone. */
class UnknownKeysTest {

    private static final String CANARY = "hunter2";
    private static final Map<String, String> VALID = Map.of(
            "dhcp.servers", "east=dhcp1.example.net",
            "topic.prefix", "campus",
            "security.protocol", "PLAINTEXT");

    @ParameterizedTest
    @CsvSource({
        "topic.prefx, topic.prefix",
        "query.mod, query.mode",
        "dhcp.server, dhcp.servers",
        "dhcp.sevrers, dhcp.servers",
        "vpnid, vpn.id",
        "vpn_id, vpn.id",
        "QUERY.MODE, query.mode",
        "snapshot_mode, snapshot.mode",
        "heartbeat-interval-ms, heartbeat.interval.ms",
        "heartbeat.interval, heartbeat.interval.ms",
        "reconnect.backoff, reconnect.backoff.ms",
        "tombstone.on.unassigned, tombstones.on.unassigned",
        "requestd.option, requested.options",
        "option.format, options.format",
        "security.protocl, security.protocol",
        "ssl.keystore.locaton, ssl.keystore.location",
        "ssl.trustore.location, ssl.truststore.location",
        "ssl.enable.protocols, ssl.enabled.protocols",
        "sweep.bootstrap.server, sweep.bootstrap.servers",
        "sweep.consumer.security.protocl, sweep.consumer.security.protocol",
        "sweep.consumer.ssl.trustore.location, sweep.consumer.ssl.truststore.location",
        "sweep.consumer.sasl.mechanisms, sweep.consumer.sasl.mechanism"
    })
    void aSlipIsReportedWithTheKeyThatWasMeant(String written, String meant) {
        Map<String, String> given = with(written);

        assertThat(errors(given)).containsOnlyKeys(written);
        assertThat(errors(given).get(written))
                .contains(written, "did you mean " + meant + "?")
                .doesNotContain(CANARY);
        assertThat(ConfigValidation.validate(given).configValues().toString()).doesNotContain(CANARY);
        assertThatThrownBy(() -> new LeasequeryConnectorConfig(given))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean " + meant + "?")
                .hasMessageNotContaining(CANARY);
    }

    /** One letter left out, doubled, changed or swapped with the next, in every place of every key. */
    @Test
    void everySlipOfOneLetterInEveryKeyIsReported() {
        for (String key : LeasequeryConnectorConfig.definition().names()) {
            for (int i = 1; i < key.length() - 1; i++) {
                for (String slip : List.of(
                        key.substring(0, i) + key.substring(i + 1),
                        key.substring(0, i) + key.charAt(i) + key.substring(i),
                        key.substring(0, i) + "~" + key.substring(i + 1),
                        key.substring(0, i) + key.charAt(i + 1) + key.charAt(i) + key.substring(i + 2))) {
                    if (!LeasequeryConnectorConfig.definition().names().contains(slip)) {
                        assertThat(new UnknownKeys(LeasequeryConnectorConfig.definition()
                                                .names())
                                        .problems(java.util.Set.of(slip)))
                                .as(key)
                                .containsOnlyKeys(slip);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.provider, ssl.keystore.location",
        "ssl.engine.factory.class, ssl.keystore.location",
        "dhcp.leasequery.port, dhcp.servers",
        "sweep.topic, sweep.mode"
    })
    void aKeyUnderOurOwnPrefixesThatWeDoNotHaveIsRefused(String written, String listed) {
        assertThat(errors(with(written))).containsOnlyKeys(written);
        assertThat(errors(with(written)).get(written))
                .contains(written, "no such key", "remove it", listed)
                .doesNotContain("sweep.consumer.", CANARY);
    }

    /** Keys of Kafka Connect's workers from 3.1 to 4.3, of what it loads, and of workers to come. */
    static Stream<String> notOurs() {
        Stream<String> connect = Stream.of(
                "name",
                "connector.class",
                "connector.plugin.version",
                "connector.client.config.override.policy",
                "tasks.max",
                "tasks.max.enforce",
                "key.converter",
                "key.converter.schemas.enable",
                "key.converter.plugin.version",
                "value.converter",
                "value.converter.schema.registry.url",
                "value.converter.schema.registry.ssl.truststore.location",
                "header.converter",
                "header.converter.type",
                "config.action.reload",
                "transforms",
                "transforms.topic.prefx",
                "transforms.a.type",
                "predicates",
                "predicates.a.type",
                "errors.retry.timeout",
                "errors.retry.delay.max.ms",
                "errors.tolerance",
                "errors.log.enable",
                "errors.log.include.messages",
                "topic.creation.groups",
                "topic.creation.enable",
                "topic.creation.default.replication.factor",
                "topic.creation.default.cleanup.policy",
                "exactly.once.support",
                "transaction.boundary",
                "transaction.boundary.interval.ms",
                "offsets.storage.topic",
                "initial.state",
                "kafka.cluster.id",
                "org.example.team",
                "description",
                "topics",
                "topics.regex",
                "some.key.of.a.worker.to.come",
                "metrics.mode",
                "snapshot.fetch.size");
        Stream<String> overrides = Stream.of("producer.override.", "consumer.override.", "admin.override.")
                .flatMap(prefix -> Stream.concat(
                                ProducerConfig.configNames().stream(), ConsumerConfig.configNames().stream())
                        .map(prefix::concat));
        return Stream.concat(connect, overrides).distinct();
    }

    @ParameterizedTest
    @MethodSource("notOurs")
    void whatIsNotOursIsLeftAlone(String key) {
        Map<String, String> given = new HashMap<>(VALID);
        given.put(key, "tasks.max".equals(key) ? "1" : "x");

        assertThat(errors(given)).isEmpty();
        assertThat(new LeasequeryConnectorConfig(given).servers()).hasSize(1);
    }

    private static Map<String, String> with(String key) {
        Map<String, String> given = new HashMap<>(VALID);
        given.put(key, CANARY);
        return given;
    }

    private static Map<String, String> errors(Map<String, String> given) {
        return ValidationErrors.textByKey(given);
    }
}
