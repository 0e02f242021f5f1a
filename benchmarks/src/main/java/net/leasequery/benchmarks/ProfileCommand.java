package net.leasequery.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import net.leasequery.benchmarks.decode.Ipv4Decoding;
import net.leasequery.benchmarks.decode.Ipv6Decoding;
import net.leasequery.benchmarks.report.FlameGraph;
import net.leasequery.benchmarks.report.Interleaved;
import net.leasequery.benchmarks.report.Stage;
import net.leasequery.benchmarks.transform.Transforming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws how one stage spends its processor time, from samples of the JDK's Flight Recorder. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = "Draws where the processor time of one stage goes, as a flame graph: one SVG for each release.")
public final class ProfileCommand implements Callable<Integer> {

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(10);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "STAGE",
            defaultValue = "Ipv4Decoding.record",
            description = "Class and method. Default: ${DEFAULT-VALUE}.")
    private String stage = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Rounds of 3,000 messages each. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--write",
            paramLabel = "FOLDER",
            defaultValue = "docs",
            description = "Where the picture is written. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException, IllegalAccessException {
        Stage profiled = BenchCommand.stage(stage)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), "no stage " + stage + "; docs/benchmarks.md names them"));
        Files.createDirectories(folder);
        Interleaved calls =
                new Interleaved(List.of(profiled), new Ipv4Decoding(), new Ipv6Decoding(), new Transforming());
        // Warm-up, so that the compilers are done.
        calls.run(rounds / 4);
        Path recorded = Files.createTempFile("bench", ".jfr");
        FlameGraph graph;
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            calls.run(rounds);
            recording.stop();
            recording.dump(recorded);
            graph = graph(recorded);
        } finally {
            Files.delete(recorded);
        }
        Path picture = folder.resolve("flame-" + stage.toLowerCase(Locale.ROOT).replace('.', '-') + ".svg");
        Files.writeString(picture, graph.svg());
        System.out.println(graph.samples() + " samples in " + picture);
        return graph.samples() == 0 ? 1 : 0;
    }

    private FlameGraph graph(Path recorded) throws IOException {
        FlameGraph graph = new FlameGraph(stage + ", " + LocalDate.now(ZoneOffset.UTC) + " (UTC), Java "
                + Runtime.version() + ": processor time by stack; orange is this project's code, blue Kafka's");
        for (RecordedEvent event : RecordingFile.readAllEvents(recorded)) {
            List<String> stack = stack(event);
            int from = stack.lastIndexOf(Interleaved.class.getName() + ".measured");
            if (event.getEventType().getName().equals(SAMPLE) && from >= 0) {
                graph.add(stack.subList(from + 1, stack.size()));
            }
        }
        return graph;
    }

    /** The outermost frame first. */
    private static List<String> stack(RecordedEvent event) {
        List<String> stack = new ArrayList<>();
        if (event.getStackTrace() != null) {
            for (RecordedFrame frame : event.getStackTrace().getFrames()) {
                String method = frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName();
                if (!method.startsWith("java.lang.invoke.")) {
                    stack.add(method);
                }
            }
        }
        Collections.reverse(stack);
        return stack;
    }
}
