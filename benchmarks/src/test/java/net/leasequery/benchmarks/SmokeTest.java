package net.leasequery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.benchmarks.report.FlameGraph;
import net.leasequery.benchmarks.report.Measurement;
import net.leasequery.benchmarks.report.Row;
import net.leasequery.benchmarks.report.SpeedChart;
import net.leasequery.benchmarks.report.Stage;
import net.leasequery.benchmarks.report.Table;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs; nothing is judged by its time. */
class SmokeTest {

    private static final int BENCHMARKS = 29;

    @Test
    void everyBenchmarkRunsOnce() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include("net.leasequery.benchmarks.")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results).hasSize(BENCHMARKS);
    }

    @Test
    void aFrameIsAsWideAsItsShareOfTheSamples() {
        FlameGraph graph = new FlameGraph("a < b");
        graph.add(List.of("a.B.outer", "a.B.inner"));
        graph.add(List.of("a.B.outer", "a.B.inner"));
        graph.add(List.of("a.B.outer"));
        graph.add(List.of("a.B.other"));

        assertThat(graph.samples()).isEqualTo(4);
        assertThat(graph.svg())
                .contains("a &lt; b")
                .contains("<title>a.B.outer: 75.0 %</title><rect x=\"300.0\"")
                .containsPattern("a.B.inner: 50.0 %</title><rect x=\"300.0\" y=\"[0-9]+\" width=\"600.0\"");
    }

    @Test
    void aStageIsComparedWithTheFasterPeerOfItsRound() {
        Stage one = new Stage("one", "one", true, 1, 1);
        Stage other = new Stage("other", "other", true, 1, 1);
        Stage ours = new Stage("ours", "ours", false, 1, 1);

        Map<Stage, List<Measurement>> measured = new LinkedHashMap<>();
        measured.put(one, List.of(new Measurement(100, 50), new Measurement(300, 50), new Measurement(100, 50)));
        measured.put(other, List.of(new Measurement(200, 80), new Measurement(200, 80), new Measurement(200, 80)));
        measured.put(ours, List.of(new Measurement(50, 25), new Measurement(50, 25), new Measurement(100, 25)));

        List<Row> rows = Row.of(measured);

        Row row = rows.get(2);
        assertThat(row.speed()).containsExactly(1.0, 2.0, 4.0);
        assertThat(row.medianSpeed()).isEqualTo(2.0);
        assertThat(row.garbage()).isEqualTo(0.5);
        assertThat(row.beside()).containsExactly(2.0, 4.0);
        assertThat(Table.of(rows))
                .startsWith("| stage | speed (least to most) | beside one | beside other | garbage |")
                .contains("| ours | 2.00 (1.00 to 4.00) | 2.00 | 4.00 | 0.50 | 25 | 50 |");
        assertThat(SpeedChart.of(List.of(row))).startsWith("<svg").endsWith("</svg>\n");
    }
}
