package net.leasequery.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.leasequery.quickstart.cluster.Installation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/quickstart} as its user runs it. */
@Execution(ExecutionMode.CONCURRENT)
class QuickstartCommandIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path home = Installation.fromSystemProperty().home();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--fault=restart", "--tls --ipv6"})
    void checkComparesTopicAndServerAndSucceeds(String variant) throws Exception {
        Process command = check(variant, "--duration", "5");

        assertThat(command.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(output())).containsPattern("[1-9][0-9,]* bindings, 0 differences");
        if (variant.startsWith("--fault")) {
            assertThat(Files.readString(output()))
                    .containsPattern("(?s)has forgotten.* event    DATA_MISSING .* event    GAP_FILLED ");
        }
        assertThat(command.exitValue()).isZero();
        assertThat(work()).doesNotExist();
        assertThat(processesThatNameTheWorkFolder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pair --tls", "--group 3"})
    @Tag("R7031-7-8")
    @Tag("R7031-7-9")
    void checkComparesANetworkOfSeveralServersWithWhatItsClientsHold(String servers) throws Exception {
        Process command = check(servers);

        assertThat(command.waitFor(2 * LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(output()))
                .containsPattern("\\+ ADDRESS_HELD_TWICE")
                .containsPattern("- ADDRESS_HELD_TWICE")
                .containsPattern("[1-9][0-9]* addresses held twice, 0 differences");
        assertThat(command.exitValue()).isZero();
        assertThat(processesThatNameTheWorkFolder()).isEmpty();
    }

    @Test
    void showsBindingsUntilItIsInterruptedAndThenLeavesNoProcess() throws Exception {
        Assumptions.assumeFalse(
                interruptsAreIgnored(),
                "this build runs in the background of a shell, which makes children deaf to Ctrl-C");
        Process command = start("--work-dir", work().toString());
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> !command.isAlive() || Files.readString(output()).contains(" ACTIVE "));
        List<ProcessHandle> children = command.descendants().toList();
        assertThat(processesThatNameTheWorkFolder()).hasSizeGreaterThanOrEqualTo(4);
        theCommandsThatItPrintsWork();

        // What Ctrl-C in a terminal sends
        new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor();

        assertThat(command.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isEqualTo(130);
        assertThat(children).hasSizeGreaterThanOrEqualTo(4).noneMatch(ProcessHandle::isAlive);
        assertThat(processesThatNameTheWorkFolder()).isEmpty();
        assertThat(work()).doesNotExist();
    }

    /** As a user pastes them into another terminal. */
    private void theCommandsThatItPrintsWork() throws Exception {
        String screen = Files.readString(output());
        assertThat(screen).contains("quickstart.bindings", "quickstart.events", "quickstart.heartbeat");
        assertThat(screen.lines().filter(line -> !line.startsWith("Files in"))).allMatch(line -> line.length() <= 80);
        List<String> commands = Pattern.compile("^  ((?:curl|bin/)(?:.*\\\\\n)?.*)$", Pattern.MULTILINE)
                .matcher(screen)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(commands).hasSize(4);

        assertThat(printed(commands.get(0) + " --max-messages 1")).contains("\"server\": \"lab\"", "\"type\": ");
        assertThat(printed(commands.get(1))).contains("\"state\":\"RUNNING\"");
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(printed(commands.get(2))).contains("base_time"));
        assertThat(printed(commands.get(3))).contains("quickstart.bindings-value");
    }

    private String printed(String command) throws Exception {
        Path file = folder.resolve("printed");
        Process shell = new ProcessBuilder("bash", "-c", command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        assertThat(shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Files.readString(file);
    }

    @Test
    void endsWhenNobodyReadsItsOutputAnyMore() throws Exception {
        Process command = new ProcessBuilder(home.resolve("bin/quickstart").toString(), "--work-dir", work().toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader screen = command.inputReader()) {
            assertThat(screen.readLine()).startsWith("Files in");
        }

        assertThat(command.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isEqualTo(130);
        assertThat(processesThatNameTheWorkFolder()).isEmpty();
    }

    @Test
    void joinsNoClusterOfOthers() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process command = start("--kafka-port", "" + taken.getLocalPort(), "--work-dir", work().toString());

            assertThat(command.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(command.exitValue()).isEqualTo(2);
            assertThat(Files.readString(output())).contains("is taken");
        }
    }

    /** SIGINT is the second signal; what a process ignores, its children ignore as well. */
    private static boolean interruptsAreIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).strip(), 16)
                                & 0b10)
                        != 0);
    }

    private Process check(String variant, String... arguments) throws Exception {
        return start(Stream.of(
                        Stream.of("--check", "--work-dir", work().toString()),
                        Stream.of(variant.split(" ")),
                        Stream.of(arguments))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    private Process start(String... arguments) throws Exception {
        List<String> words =
                new ArrayList<>(List.of(home.resolve("bin/quickstart").toString()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    /** Each process of a run has its log file there, and so the folder on its command line. */
    private List<ProcessHandle> processesThatNameTheWorkFolder() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(work().toString()))
                .toList();
    }

    private Path output() {
        return folder.resolve("output");
    }

    private Path work() {
        return folder.resolve("work");
    }
}
