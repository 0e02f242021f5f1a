package net.leasequery.systemtests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.leasequery.quickstart.cluster.Installation;

/** What the dashboard and the alerts of {@code ops/} ask of Prometheus. */
final class OpsFiles {
    private static final Pattern NAME = Pattern.compile("\\b(leasequery|kafka_connect)_[a-z0-9_]+\\b");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *expr: '(.*)'$");
    private static final Path OPS = Installation.fromSystemProperty().home().resolve("ops");

    private OpsFiles() {}

    /** Rules and configuration of Prometheus. */
    static Path prometheus() {
        return OPS.resolve("prometheus");
    }

    /** Of all panels, as Grafana asks them, with all connectors and servers chosen. */
    static Set<String> panelExpressions() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(OPS.resolve("grafana/leasequery-connector.json").toFile());
        Set<String> expressions = new TreeSet<>();
        dashboard
                .path("panels")
                .findValues("targets")
                .forEach(targets -> targets.forEach(target -> expressions.add(target.path("expr")
                        .asText()
                        .replace("$connector", ".*")
                        .replace("$server", ".*")
                        .replace("$__rate_interval", "60s"))));
        assertThat(expressions).hasSizeGreaterThan(20);
        return expressions;
    }

    /** Of all alerts. */
    static Set<String> alertExpressions() throws IOException {
        Set<String> expressions = new TreeSet<>();
        Matcher alerts = ALERT.matcher(Files.readString(prometheus().resolve("alerts.yml")));
        while (alerts.find()) {
            expressions.add(alerts.group(1).replace("''", "'"));
        }
        assertThat(expressions).hasSizeGreaterThan(15);
        return expressions;
    }

    /** The metrics that expressions name. */
    static Set<String> metrics(Set<String> expressions) {
        Set<String> metrics = new TreeSet<>();
        for (String expression : expressions) {
            Matcher names = NAME.matcher(expression);
            while (names.find()) {
                metrics.add(names.group());
            }
        }
        return metrics;
    }
}
