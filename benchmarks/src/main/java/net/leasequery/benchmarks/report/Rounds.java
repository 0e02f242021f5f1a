package net.leasequery.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs stages in rounds: in each round every stage once, in a JVM of its own, so that other load on the machine
 * affects all of them. Iterations are counted in calls, not in time, and compilation is synchronous, so that a busy
 * machine only takes longer.
 */
public final class Rounds {

    /** A method whose compiled code was discarded may take half a million calls until it is compiled again. */
    private static final int WARM_UPS = 40;

    private static final int ITERATIONS = 10;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private final List<Stage> stages;

    /** @param stages in the order in which each round runs them */
    public Rounds(List<Stage> stages) {
        this.stages = stages;
    }

    /** The measurements of each stage, one for each round. */
    public Map<Stage, List<Measurement>> run(int rounds) throws RunnerException {
        Map<Stage, List<Measurement>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Stage stage : stages) {
                measured.computeIfAbsent(stage, any -> new ArrayList<>()).add(run(stage));
            }
        }
        return measured;
    }

    private static Measurement run(Stage stage) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(stage.pattern())
                .mode(Mode.SingleShotTime)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .measurementIterations(ITERATIONS)
                .warmupBatchSize(stage.calls())
                .measurementBatchSize(stage.calls())
                .jvmArgs("-Xms512m", "-Xmx512m", "-Xbatch")
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        Collection<RunResult> results = new Runner(options.build()).run();
        RunResult result = results.iterator().next();
        return new Measurement(
                secondary(result, CpuTimeProfiler.LABEL) / stage.messages(),
                secondary(result, GARBAGE) / stage.calls());
    }

    @SuppressWarnings("rawtypes") // JMH's own map has it so.
    private static double secondary(RunResult result, String label) {
        for (Map.Entry<String, Result> each : result.getSecondaryResults().entrySet()) {
            if (each.getKey().endsWith(label)) {
                return each.getValue().getScore();
            }
        }
        throw new IllegalStateException("JMH reported no " + label);
    }
}
