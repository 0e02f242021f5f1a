package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import net.leasequery.quickstart.cluster.Installation;

/**
 * Runs shell commands of the documentation as they are written there, with Kafka's own commands at hand.
 *
 * @param folder where they run
 */
public record DocumentedShell(Path folder) {
    private static final int LIMIT_SECONDS = 120;
    private static final Path HOME = Installation.fromSystemProperty().home();

    /** Commands fail on an HTTP error, and wait for Kafka Connect, which answers before it has stopped a connector. */
    private static final String FUNCTIONS = """
            set -euo pipefail
            curl() { command curl --fail-with-body -sS --retry 30 --retry-all-errors --retry-delay 1 "$@"; }
            kafka() { java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$BROKER/*" "$@"; }
            kafka-topics.sh() { kafka org.apache.kafka.tools.TopicCommand "$@"; }
            kafka-configs.sh() { kafka kafka.admin.ConfigCommand "$@"; }
            kafka-console-producer.sh() { kafka org.apache.kafka.tools.ConsoleProducer "$@"; }
            """;

    /** In a folder; skips the test where a command is missing that the documentation uses. */
    public static DocumentedShell in(Path folder) {
        for (String tool : List.of("bash", "curl", "jq", "unzip")) {
            boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
            assumeTrue(found, () -> tool + " is not installed");
        }
        return new DocumentedShell(folder);
    }

    /** The one fenced shell block of a page that has this text, without its indentation. */
    public static String block(String page, String text) throws IOException {
        List<String> blocks = Pattern.compile("(?ms)^( *)```sh\\n(.*?)^ *```")
                .matcher(Files.readString(HOME.resolve(page)))
                .results()
                .map(match -> match.group(2))
                .filter(block -> block.contains(text))
                .toList();
        assertThat(blocks).as("blocks of %s with %s", page, text).hasSize(1);
        return blocks.get(0).stripIndent();
    }

    /**
     * Runs a block, and fails unless all of its commands succeed.
     *
     * @param values what a reader has to replace, too, and by what; each must occur
     * @return what was printed
     */
    public String run(String block, Map<String, String> values) throws IOException, InterruptedException {
        String script = block.replace("bin/kafka-", "kafka-");
        for (Map.Entry<String, String> value : values.entrySet()) {
            assertThat(script).contains(value.getKey());
            script = script.replace(value.getKey(), value.getValue());
        }
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", FUNCTIONS + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment()
                .put(
                        "BROKER",
                        HOME.resolve("quickstart/runtime/broker/target/lib").toString());
        Process process = shell.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
