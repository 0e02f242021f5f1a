package net.leasequery.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import net.leasequery.benchmarks.decode.Ipv4Decoding;
import net.leasequery.benchmarks.decode.Ipv6Decoding;
import net.leasequery.benchmarks.report.Interleaved;
import net.leasequery.benchmarks.report.Machine;
import net.leasequery.benchmarks.report.Measurement;
import net.leasequery.benchmarks.report.Rounds;
import net.leasequery.benchmarks.report.Row;
import net.leasequery.benchmarks.report.SpeedChart;
import net.leasequery.benchmarks.report.Stage;
import net.leasequery.benchmarks.report.Table;
import net.leasequery.benchmarks.report.TransformStages;
import net.leasequery.benchmarks.transform.Transforming;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs benchmarks, prints the results, and optionally writes the page of results. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = ProfileCommand.class,
        description =
                "Measures the path from the octets of a binding to its source record, compared with two other decoders,"
                        + " and the transforms, compared with the converters.")
public final class BenchCommand implements Callable<Integer> {

    private static final int SHORT = 50_000;
    private static final int LONG = 30_000;
    private static final int BATCHES = 400;
    private static final int BATCH = 64;

    private static final List<Stage> STAGES = List.of(
            new Stage("Ipv4Decoding.dhcp4java", "dhcp4java: message", true, SHORT, 1),
            new Stage("Ipv4Decoding.apacheds", "ApacheDS: message", true, SHORT, 1),
            new Stage("Ipv4Decoding.message", "IPv4: message", false, SHORT, 1),
            new Stage("Ipv4Decoding.typed", "IPv4: every option typed", false, SHORT, 1),
            new Stage("Ipv4Decoding.binding", "IPv4: Binding", false, LONG, 1),
            new Stage("Ipv4Decoding.record", "IPv4: SourceRecord", false, BATCHES, BATCH),
            new Stage("Ipv6Decoding.message", "IPv6: message of one lease", false, SHORT, 1),
            new Stage("Ipv6Decoding.binding", "IPv6: Binding", false, LONG, 1),
            new Stage("Ipv6Decoding.record", "IPv6: SourceRecord", false, BATCHES, BATCH));

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only stages whose name contains this text; the peers are always measured.")
    private String name = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each stage is measured. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--one-jvm",
            description =
                    "All stages in one JVM, for a busy machine: quicker and less exact. Then use 25 rounds or more.")
    private boolean oneJvm;

    @Option(names = "--write", paramLabel = "FOLDER", description = "Write benchmarks.md and benchmarks.svg there.")
    private Path folder = Path.of("");

    /** Runs the command and ends the process. */
    public static void main(String[] args) {
        // A parallel benchmark on this machine costs elapsed time, which is not measured.
        System.setProperty("jmh.ignoreLock", "true");
        System.exit(new CommandLine(new BenchCommand()).execute(args));
    }

    @Override
    public Integer call() throws RunnerException, IOException, IllegalAccessException {
        boolean write = !folder.toString().isEmpty();
        if (write) {
            // Before the measurement, which takes minutes and would be lost
            Files.createDirectories(folder);
        }
        List<Stage> chosen = STAGES.stream()
                .filter(stage -> stage.isPeer() || stage.method().contains(name))
                .toList();
        List<Row> rows = Row.of(measured(chosen));
        System.out.print(Table.of(rows));
        List<Stage> transforms = TransformStages.having(name);
        String shares = transforms.isEmpty() ? "" : TransformStages.table(measured(transforms));
        System.out.print("\n" + shares);
        if (write) {
            Files.writeString(folder.resolve("benchmarks.svg"), SpeedChart.of(rows));
            Files.writeString(folder.resolve("benchmarks.md"), page(rows, shares));
        }
        return 0;
    }

    /** Returns the stage with this class and method, including those of transforms and converters. */
    static Optional<Stage> stage(String method) {
        return Stream.concat(STAGES.stream(), TransformStages.having("").stream())
                .filter(stage -> stage.method().equals(method))
                .findFirst();
    }

    private Map<Stage, List<Measurement>> measured(List<Stage> stages) throws RunnerException, IllegalAccessException {
        return oneJvm
                ? new Interleaved(stages, new Ipv4Decoding(), new Ipv6Decoding(), new Transforming()).run(rounds)
                : new Rounds(stages).run(rounds);
    }

    private String how() {
        return oneJvm
                ? "All stages ran in one JVM (`--one-jvm`), a few thousand calls of each in every round."
                : "In each round every stage ran once in a JVM of its own.";
    }

    private String page(List<Row> rows, String shares) {
        return """
                # Benchmarks

                Written by `bin/bench --write docs`, %s (UTC), on %s, load average %.1f. %d rounds. %s
                Times are processor times of the thread that works, so that they depend little on what else the machine
                does; compare speeds, not times.

                ## From octets to records

                *Speed* is the time of the faster peer's bare decode in the same round, divided by the time of the stage:
                2 is twice as fast. The next two columns are the same beside each peer. *Garbage* is a part of the faster
                peer's. The peers, dhcp4java and ApacheDS, keep the octets of each option and interpret none; ours read
                from direct memory and copy, as from a socket. The IPv4 message is a DHCPLEASEACTIVE of about 350 octets
                with 15 options, the IPv6 one a LEASEQUERY-DATA with one lease and the data of one relay agent.

                ![speed of each stage](benchmarks.svg)

                Where the time of an IPv4 source record goes: [flame graph](flame-ipv4decoding-record.svg), drawn by
                `bin/bench profile` for each release; `bin/bench profile STAGE` draws another stage.

                """.formatted(LocalDate.now(ZoneOffset.UTC), Machine.description(), Machine.load(), rounds, how())
                + Table.of(rows)
                + """

                ## Transforms beside converters

                Each share is the time of the transform divided by the time of a conversion: 0.30 is 30 % of it. A
                conversion is of key and value, without headers, and without a registry, whose answers serializers keep;
                JSON is without schemas. *The converter's time* of a record can be that of the binding, which a converter
                converts without the transform, or that of the output, which it converts after the transform at a source:
                both are here.

                """
                + shares
                + """

                ## The whole path

                `bin/bench path` times what this page does not: simulated server, worker, broker and consumer together. It
                prints a table in which each way stands beside another one of the same round:

                - a snapshot, with JSON, with JSON and batches of 128 KiB, and with Avro, beside a connector that hands over the
                  records that the real one had made: the ceiling of worker and converter;
                - TLS, IPv6, polling and exactly once, beside the plain snapshot;
                - a catch-up of as many changes, beside the snapshot before it;
                - live changes, of which 20,000 are always on their way, beside the ready records;
                - the read-back of the topic at a start, beside the poll that filled the topic;
                - latency at 1,000 and 10,000 changes a second, from the server's memory to the consumer, beside a bare producer:
                  with the worker's defaults, with `linger.ms=0`, and with batches of 128 KiB.

                The server and the consumer run in the command's own process, so that the worker's processor time is its own.
                It needs a machine on which nothing else runs: with the defaults, three rounds of 100,000 bindings.
                `bin/bench path NAME` measures only what has this text in its name.

                `bin/bench snapshots` takes snapshots of 10,000 bindings and more in a worker with a heap of 256 MB,
                and shows that the time per binding does not depend on their number.
                """;
    }
}
