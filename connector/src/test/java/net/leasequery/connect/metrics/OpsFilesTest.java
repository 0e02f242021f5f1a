package net.leasequery.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.leasequery.requestor.DisconnectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ops/} shows and alerts on exists, is explained, and, where Prometheus is installed, fires. */
class OpsFilesTest {

    private static final Path OPS = Path.of("..", "ops");
    private static final Path ALERTS = OPS.resolve("prometheus/alerts.yml");
    private static final Path RUNBOOK = Path.of("..", "docs", "operations.md");
    private static final Pattern METRIC_ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");
    private static final Pattern NAME = Pattern.compile("\\bleasequery_([a-z0-9_]+)\\b");
    private static final Pattern RULE = Pattern.compile("(?m)pattern: '(.*)'\\R\\s+name: (\\S+)");
    private static final Pattern EVENT = Pattern.compile("put\\(\"type\", \"([A-Z_]+)\"\\)");
    private static final Pattern ALERT = Pattern.compile("(?m)- alert: (\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"prometheus/alerts.yml", "prometheus/alerts-test.yml", "grafana/leasequery-connector.json"})
    void everyMetricThatIsNamedIsOneOfTheConnector(String file) throws IOException {
        Set<String> named = all(NAME, Files.readString(OPS.resolve(file)));

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(exported()).containsAll(named);
    }

    @Test
    void theExportersRulesMakeTheseNamesOfBothFormsOfTheMetrics() throws IOException {
        Matcher rules = RULE.matcher(Files.readString(OPS.resolve("jmx/jmx-exporter.yml")));
        List<String> made = new ArrayList<>();
        while (rules.find()) {
            for (String bean : List.of(
                    "kafka.connect<type=plugins, connector=leases, task=0, server=east><>queue-size: 5",
                    "net.leasequery.connect<type=task, connector=\"leases\", server=\"east\"><>queue-size: 5")) {
                Matcher rule = Pattern.compile(rules.group(1)).matcher(bean);
                if (rule.find()) {
                    made.add(rule.replaceAll(rules.group(2)).replaceFirst(" 5$", ""));
                }
            }
        }

        assertThat(made).containsExactly("leasequery_queue-size", "leasequery_queue-size");
    }

    @Test
    void theDashboardHasAnExpressionInEachPanel() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(OPS.resolve("grafana/leasequery-connector.json").toFile());

        assertThat(dashboard.get("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(panel.get("targets"))
                    .isNotEmpty()
                    .allSatisfy(target ->
                            assertThat(target.get("expr").asText()).contains("leasequery_", "$connector", "$server"));
        });
    }

    @Test
    void everyAlertEventAndReasonHasItsRunbook() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        Set<String> alerts = all(ALERT, Files.readString(ALERTS));

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(runbook).contains("### " + alert + "\n"));
        assertThat(RecordMetrics.EVENT_TYPES)
                .allSatisfy(type -> assertThat(runbook).contains("`" + type + "`"));
        assertThat(Arrays.stream(DisconnectReason.values()).map(Enum::name))
                .allSatisfy(reason -> assertThat(runbook).contains("`" + reason + "`"));
    }

    @Test
    void everyTypeOfEventIsCounted() throws IOException {
        Path source = Path.of("src/main/java/net/leasequery/connect/record/ConnectionEventStruct.java");

        assertThat(all(EVENT, Files.readString(source))).containsExactlyInAnyOrderElementsOf(RecordMetrics.EVENT_TYPES);
    }

    @Test
    void everyAlertIsMadeToFireByTheRulesTest() throws IOException {
        String test = Files.readString(OPS.resolve("prometheus/alerts-test.yml"));

        assertThat(all(ALERT, Files.readString(ALERTS)))
                .allSatisfy(alert -> assertThat(test).contains("alertname=\"" + alert + "\",alertstate=\"firing\""));
    }

    @Test
    void prometheusTakesTheRulesAndEachAlertFires() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                "promtool is not installed (Debian package prometheus)");

        promtool("check", "rules", "alerts.yml");
        promtool("test", "rules", "alerts-test.yml");
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process promtool = new ProcessBuilder(command)
                .directory(OPS.resolve("prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    /** As the exporter's rules name them; {@code docs/metrics.md} is held equal to the code by a test of its own. */
    private static Set<String> exported() throws IOException {
        Set<String> names = new TreeSet<>();
        all(METRIC_ROW, Files.readString(Path.of("..", "docs", "metrics.md")))
                .forEach(name -> names.add(name.replace('-', '_')));
        return names;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
