package net.leasequery.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import net.leasequery.codec.v4.DhcpTls;
import net.leasequery.codec.v4.Dhcpv4Header;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.codec.v6.LeasequeryDone;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqQuery;
import net.leasequery.simulator.kit.Dhcpv6Fixture;
import net.leasequery.simulator.kit.Dhcpv6Queries;
import net.leasequery.simulator.kit.Dhcpv6TestRequestor;
import net.leasequery.simulator.kit.Queries;
import net.leasequery.simulator.kit.TestRequestor;
import net.leasequery.simulator.tls.Identity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a process of its own. */
@Timeout(60)
class SimulatorCommandTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("R7724-8.4-1")
    void endsCleanlyOnSigterm() throws IOException, InterruptedException {
        Path table = folder.resolve("table.jsonl");
        Path queries = folder.resolve("queries.jsonl");
        try (Simulator simulator = Simulator.start(
                        "--insecure",
                        "--range",
                        "10.0.0.0/24",
                        "--initial-leases",
                        "50",
                        "--rate",
                        "0",
                        "--table",
                        table.toString(),
                        "--query-log",
                        queries.toString());
                TestRequestor requestor = TestRequestor.connect(simulator.port)) {
            requestor.send(Queries.bulk(1)).receiveThroughDone();
            requestor.send(Queries.active(2, options -> options.queryStartTime(1)));
            requestor.receiveThrough(StatusCode.DATA_MISSING);

            simulator.process.destroy();

            requestor.receiveThrough(StatusCode.QUERY_TERMINATED);
            assertThat(simulator.process.waitFor()).isEqualTo(143);
        }
        assertThat(Files.readAllLines(table))
                .hasSize(256)
                .filteredOn(line -> line.contains("\"state\":\"ACTIVE\""))
                .hasSize(50);
        assertThat(Files.readAllLines(queries))
                .satisfiesExactly(
                        bulk -> assertThat(bulk).contains("\"type\":\"DHCPBULKLEASEQUERY\"", "\"primary\":\"all\""),
                        active -> assertThat(active)
                                .contains("\"type\":\"DHCPACTIVELEASEQUERY\"", "\"queryStartTime\":1000,"));
    }

    @Test
    void speaksDhcpv6IfTold() throws IOException, InterruptedException {
        Path table = folder.resolve("table.jsonl");
        try (Simulator simulator = Simulator.start(
                        "--family",
                        "ipv6",
                        "--insecure",
                        "--rate",
                        "0",
                        "--initial-leases",
                        "500",
                        "--control-port",
                        "0",
                        "--range",
                        "2001:db8:0:1::/120",
                        "--range",
                        "2001:db8:8000::/44/52");
                Dhcpv6TestRequestor requestor = Dhcpv6TestRequestor.connect(simulator.port)) {
            requestor.send(Dhcpv6Queries.bulk(1, LqQuery.byLinkAddress(Ipv6Address.parse("2001:db8:0:1::1"))));
            long leases = requestor.receiveThrough(LeasequeryDone.class::isInstance).stream()
                    .mapToLong(message -> Dhcpv6Fixture.leasesIn(message).size())
                    .sum();

            assertThat(leases).isEqualTo(500);
            assertThat(simulator.control("table " + table)).isEqualTo("ok");
            assertThat(Files.readAllLines(table))
                    .hasSize(512)
                    .filteredOn(line -> line.contains("\"state\":\"ACTIVE\""))
                    .hasSize(500);
            assertThat(simulator.control("random-faults 1 5 10")).isEqualTo("ok");
        }
    }

    @Test
    void obeysItsControlPort() throws IOException, InterruptedException {
        Path table = folder.resolve("table.jsonl");
        try (Simulator simulator = Simulator.start("--insecure", "--rate", "1000", "--control-port", "0")) {
            assertThat(simulator.control("quiesce")).isEqualTo("ok");
            assertThat(simulator.control("table " + table)).isEqualTo("ok");
            String before = Files.readString(table);
            assertThat(simulator.control("table " + table)).isEqualTo("ok");
            assertThat(Files.readString(table)).isEqualTo(before);
            assertThat(simulator.control("status")).startsWith("ok connections=0 ");
            assertThat(simulator.control("restart")).startsWith("error say restart keep");
            assertThat(simulator.control("dance")).startsWith("error no such command");

            assertThat(simulator.control("stop")).isEqualTo("ok");
            assertThat(simulator.process.waitFor()).isZero();
        }
    }

    @Test
    void explainsItself() throws IOException, InterruptedException {
        Process help = process("--help");

        String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(help.waitFor()).isZero();
        assertThat(text).contains("--range", "--initial-leases", "--control-port");
    }

    @Test
    void refusesARangeThatIsNone() throws IOException, InterruptedException {
        Process wrong = process("--range", "10.0.0.0/99");

        String text = new String(wrong.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(wrong.waitFor()).isEqualTo(2);
        assertThat(text).contains("prefix length 99");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--range 10.0.0.0/24 --range 10.0.0.9-10.0.0.9 | overlap: 10.0.0.9-10.0.0.9 and 10.0.0.0-10.0.0.255",
                "--family ipv6 --range 10.0.0.0/24 | not an IPv6 address: 10.0.0.0",
                "--range 10.0.0.0/x | the prefix length \"x\" is not a number",
                "--range 10.0.0.0/24 --initial-leases 257 | initial leases: 257 are more than the 256 addresses",
                "--initial-leases -1 | the number of initial leases, -1, is negative",
                "--port 70000 | port 70000 is not between 0 and 65535",
                "--control-port 70000 | control port 70000 is not between 0 and 65535",
                "--history -1 | a history of -1 changes is too short; at least 1",
                "--history-age -1 | an age of -1 s of the history is negative",
                "--pair --clients 0 | the number of clients, 0, is less than 1",
                "--pair --mclt 0 | an MCLT of 0 s is shorter than 1 s",
                "--pair --lease-time 0 | a lease of 0 s is shorter than 1 s",
                "--group 3 --outside 3 | given are 3, of which 3 are outside",
            })
    void namesTheValueAndWhatIsAllowed(String options, String said) throws IOException, InterruptedException {
        String[] arguments = options.split(" ");

        assertThat(refusal(arguments)).contains(said);
    }

    @Test
    void refusesAnEmptyHostInACertificate() throws IOException, InterruptedException {
        Process process = process("certificates", "--out", folder.toString(), "--host", "");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(errorsOf(process)).contains("--host is empty");
    }

    @Test
    @Tag("R7724-8.1-4")
    void makesCertificatesAndServesThoseWhoHaveThem() throws IOException, InterruptedException {
        assertThat(process("certificates", "--out", folder.toString(), "--requestor", "connect")
                        .waitFor())
                .isZero();
        Path authority = folder.resolve("authority.pem");
        Path mine = folder.resolve("requestor.pem");
        SSLContext context =
                Identity.read(mine, mine).context(Identity.readChain(authority).get(0));
        String server = folder.resolve("server.pem").toString();
        try (Simulator simulator = Simulator.start(
                        "--tls-identity",
                        server,
                        "--tls-authority",
                        authority.toString(),
                        "--tls-allow",
                        "connect",
                        "--range",
                        "10.0.0.0/28");
                TestRequestor requestor = TestRequestor.connect(simulator.port)) {
            requestor
                    .send(new DhcpTls(Dhcpv4Header.request(1), Dhcpv4Options.NONE))
                    .receive();

            assertThat(requestor.handshake(context).send(Queries.bulk(2)).receiveThroughDone())
                    .hasSize(17);
        }
    }

    @Test
    void refusesHalfOfWhatTlsNeeds() throws IOException, InterruptedException {
        Process wrong = process("--tls-identity", "server.pem");

        String text = new String(wrong.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(wrong.waitFor()).isEqualTo(2);
        assertThat(text).contains("--tls-identity and --tls-authority go together");
    }

    @Test
    void refusesATableThatCannotBeWritten() throws IOException, InterruptedException {
        assertThat(refusal("--table", folder.resolve("missing/table.jsonl").toString()))
                .contains("--table", "missing/table.jsonl", "folder does not exist");
        assertThat(refusal("--table", folder.toString())).contains("is not a file for a table");
    }

    @ParameterizedTest
    @CsvSource({
        "--port, 70000, 70000",
        "--control-port, 70000, 70000",
        "--max-connections, 0, at least 1",
        "--idle-timeout, -1, ACTIVE_LQ_IDLE_TIMEOUT of -1 ms is not positive",
        "--send-timeout, 0, ACTIVE_LQ_SEND_TIMEOUT of 0 ms is not positive",
        "--initial-leases, -1, -1",
        "--lease-time, 99999999999, lease times are 1 to 2147483647 s",
        "--mclt, 60, --mclt needs --pair or --group",
        "--outside, 1, --outside needs --pair or --group"
    })
    void refusesValuesThatCannotWork(String option, String value, String reason)
            throws IOException, InterruptedException {
        assertThat(refusal(option, value)).contains(reason);
    }

    @Test
    void refusesOptionsThatAPairIgnores() throws IOException, InterruptedException {
        assertThat(refusal("--pair", "--profile", "kea")).contains("--profile is for one server");
        assertThat(refusal("--pair", "--table", folder.resolve("table.jsonl").toString()))
                .contains("--table is for one server");
    }

    @Test
    void saysWhichPortOrFileCannotBeOpened() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = process("--port", "0", "--control-port", Integer.toString(taken.getLocalPort()));
            assertThat(errorsOf(process))
                    .contains("control port " + taken.getLocalPort())
                    .doesNotContain("\tat ");
            assertThat(process.waitFor()).isEqualTo(1);
        }
        Process process = process(
                "--port", "0", "--query-log", folder.resolve("missing/log").toString());
        assertThat(errorsOf(process)).contains("query log", "missing/log").doesNotContain("\tat ");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void saysWhyThereIsNoCertificate() throws IOException, InterruptedException {
        Process wrong = process("certificates", "--out", folder.toString(), "--address", "nonsense");
        assertThat(errorsOf(wrong)).contains("nonsense").doesNotContain("\tat ");
        assertThat(wrong.waitFor()).isEqualTo(2);
        Path file = Files.createFile(folder.resolve("file"));
        Process nowhere = process("certificates", "--out", file.toString());
        assertThat(errorsOf(nowhere)).contains("cannot write to " + file).doesNotContain("\tat ");
        assertThat(nowhere.waitFor()).isEqualTo(1);
    }

    @Test
    void answersAnImpossibleCommandWithTheReason() throws IOException {
        try (Simulator simulator = Simulator.start("--insecure", "--rate", "0", "--control-port", "0")) {
            assertThat(simulator.control("step-clock 99999999999"))
                    .startsWith("error ")
                    .endsWith("which no base-time can express");
            assertThat(simulator.control("status")).startsWith("ok connections=0 ");
            assertThat(simulator.control("tick -5")).startsWith("error ").contains("-5");
            assertThat(simulator.control("tick many"))
                    .isEqualTo("error \"tick many\": a number is missing or cannot be read; say help");
            assertThat(simulator.control("table")).startsWith("error ").contains("is not a file for a table");
            assertThat(simulator.control("table " + folder)).contains("is not a file for a table");
            assertThat(folder.resolveSibling(folder.getFileName() + ".part")).doesNotExist();
        }
    }

    /** What the command says when it ends at once because of its command line. */
    private static String refusal(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--insecure"));
        if (!List.of(arguments).contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        all.addAll(List.of(arguments));
        Process process = process(all.toArray(String[]::new));
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            return errorsOf(process);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String errorsOf(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Process process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    /** A running simulator. */
    @Test
    void runsAPairWithAPortForEachServer() throws IOException, InterruptedException {
        Path holdings = folder.resolve("holdings.jsonl");
        Process process = process(
                "--pair", "--port", "0", "--insecure", "--clients", "20", "--lease-time", "20", "--control-port", "0");
        try (Simulator pair = Simulator.of(process)) {
            assertThat(pair.lines).hasSize(3);
            assertThat(pair.lines.get(1)).matches("LISTENING east \\d+");
            assertThat(pair.lines.get(2)).matches("LISTENING west \\d+");
            await().untilAsserted(
                            () -> assertThat(pair.control("status")).contains("east=\"NORMAL\"", "west=\"NORMAL\""));
            assertThat(pair.control("partition east")).isEqualTo("ok");
            assertThat(pair.control("partition north")).startsWith("error no server north here");
            assertThat(pair.control("join east west")).startsWith("error only a group");
            assertThat(pair.control("crash")).startsWith("error wrong number of words");
            await().untilAsserted(() -> assertThat(pair.control("status")).doesNotContain("held=0"));
            assertThat(pair.control("holdings " + holdings)).isEqualTo("ok");
            assertThat(Files.readAllLines(holdings)).isNotEmpty().allMatch(line -> line.contains("\"from\":"));
            assertThat(pair.control("stop")).isEqualTo("ok");
            assertThat(process.waitFor()).isZero();
            assertThat(errorsOf(process)).doesNotContain("Exception");
        }
    }

    @Test
    void refusesAPairThatIsAlsoAGroup() throws IOException, InterruptedException {
        Process process = process("--pair", "--group", "3", "--port", "0", "--insecure");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--pair and --group exclude each other");
    }

    private static final class Simulator implements AutoCloseable {

        private final Process process;
        private final int port;
        private final int controlPort;
        private final List<String> lines;

        private Simulator(Process process, int port, int controlPort, List<String> lines) {
            this.process = process;
            this.lines = lines;
            this.port = port;
            this.controlPort = controlPort;
        }

        static Simulator start(String... arguments) throws IOException {
            List<String> all = new ArrayList<>(List.of("--port", "0"));
            all.addAll(List.of(arguments));
            Process process = process(all.toArray(String[]::new));
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            int controlPort = -1;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("CONTROL ")) {
                    controlPort = Integer.parseInt(line.substring("CONTROL ".length()));
                } else if (line.startsWith("LISTENING ")) {
                    return new Simulator(
                            process, Integer.parseInt(line.substring("LISTENING ".length())), controlPort, List.of());
                }
            }
            throw new AssertionError(
                    "it ended: " + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }

        /** A pair: one line for the control port, one for each server. */
        static Simulator of(Process process) throws IOException {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            List<String> lines = List.of(out.readLine(), out.readLine(), out.readLine());
            return new Simulator(process, -1, Integer.parseInt(lines.get(0).substring("CONTROL ".length())), lines);
        }

        String control(String line) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), controlPort)) {
                socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                return String.valueOf(answers.readLine());
            }
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
