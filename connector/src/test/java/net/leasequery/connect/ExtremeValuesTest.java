package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each number that validation accepts is one with which a task starts, retries and delivers. */
@Timeout(10)
class ExtremeValuesTest {

    /** As a validator shows itself: "100 to 86400000, or 0". */
    private static final Pattern LIMITS = Pattern.compile("(\\d+) to (\\d+).*");

    /** What must be set as well, so that two keys fit each other. */
    private static final Map<String, Map<String, String>> COMPANIONS = Map.of(
            "reconnect.backoff.ms", Map.of("reconnect.backoff.max.ms", "86400000"),
            "reconnect.backoff.max.ms", Map.of("reconnect.backoff.ms", "10"),
            "max.queue.size", Map.of("max.batch.size", "1"),
            "max.batch.size", Map.of("max.queue.size", "1048576"));

    private final LeasequerySourceTask task = new LeasequerySourceTask();

    @AfterEach
    void stop() {
        task.stop();
    }

    static Stream<Arguments> extremes() {
        List<Map<String, String>> configurations = new ArrayList<>();
        Map<String, String> most = new HashMap<>();
        LeasequeryConnectorConfig.definition().configKeys().values().stream()
                .filter(key -> key.type() == ConfigDef.Type.INT || key.type() == ConfigDef.Type.LONG)
                .filter(key -> !key.name.startsWith("sweep.consumer."))
                .forEach(key -> {
                    Matcher limits = LIMITS.matcher(String.valueOf(key.validator));
                    assertThat(limits.matches()).as(key.name).isTrue();
                    for (int end = 1; end <= 2; end++) {
                        Map<String, String> one = new HashMap<>(COMPANIONS.getOrDefault(key.name, Map.of()));
                        one.put(key.name, limits.group(end));
                        configurations.add(one);
                    }
                    most.put(key.name, limits.group(2));
                });
        configurations.add(most);
        return configurations.stream()
                .flatMap(
                        configuration -> Stream.of(Family.values()).map(family -> Arguments.of(family, configuration)));
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void theTaskSurvivesAServerThatIsNotThere(Family family, Map<String, String> extreme)
            throws IOException, InterruptedException {
        try (DeafPort deaf = new DeafPort()) {
            start(family, deaf.port(), extreme);
            pollUntil(record -> record.topic().equals("campus.events")
                    && "DISCONNECTED".equals(((Struct) record.value()).getString("type")));

            assertThat(task.poll())
                    .satisfiesAnyOf(
                            nothing -> assertThat(nothing).isNull(),
                            more -> assertThat(more)
                                    .allMatch(record -> record.topic().equals("campus.events")));
        }
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void theTaskDelivers(Family family, Map<String, String> extreme) throws InterruptedException {
        try (LeasequeryServer server = LeasequeryServer.builder()
                .family(family)
                .range(family == Family.IPV4 ? "10.0.0.0/28" : "2001:db8:0:1::/124")
                .churnRate(50)
                .activeLeasequery()
                .insecure()
                .start()) {
            start(family, server.port(), extreme);

            pollUntil(record -> record.topic().equals("campus.bindings"));
        }
    }

    private void start(Family family, int port, Map<String, String> extreme) {
        Map<String, String> config = new HashMap<>(Map.of(
                "dhcp.family",
                family.name().toLowerCase(Locale.ROOT),
                "dhcp.servers",
                "east=127.0.0.1:" + port,
                "topic.prefix",
                "campus",
                "security.protocol",
                "PLAINTEXT"));
        config.putAll(extreme);
        assertThat(new LeasequerySourceConnector().validate(config).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
        task.initialize(new TaskContext());
        task.start(config);
    }

    private void pollUntil(Predicate<SourceRecord> wanted) throws InterruptedException {
        boolean due = true;
        while (due) {
            List<SourceRecord> polled = task.poll();
            due = polled == null || polled.stream().noneMatch(wanted);
        }
    }
}
