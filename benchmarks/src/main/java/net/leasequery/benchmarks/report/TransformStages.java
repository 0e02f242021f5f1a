package net.leasequery.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The transforms compared with the converters, as fractions of the converter's time: 0.30 is 30 % of it. */
public final class TransformStages {

    private static final int CALLS = 20_000;
    private static final String CLASS = "Transforming.";
    private static final Stage AVRO = converter("avroOfBinding");
    private static final Stage JSON = converter("jsonOfBinding");

    private static final List<Transform> TRANSFORMS = List.of(
            Transform.of("toOcsf", "Ocsf"),
            Transform.of("toEcs", "Ecs"),
            Transform.of("toCim", "Cim"),
            Transform.of("toAsim", "Asim"),
            Transform.of("octetsToText", "Text"),
            Transform.of("pseudonymizeBinding", "Pseudonyms"));

    /**
     * The stages of one transform.
     *
     * @param itself the transform
     * @param avro conversion of its output to Avro
     * @param json conversion of its output to JSON
     */
    private record Transform(Stage itself, Stage avro, Stage json) {

        static Transform of(String method, String output) {
            return new Transform(stage(method), stage("avroOf" + output), stage("jsonOf" + output));
        }
    }

    private TransformStages() {}

    private static Stage converter(String method) {
        return new Stage(CLASS + method, method, true, CALLS, 1);
    }

    private static Stage stage(String method) {
        return new Stage(CLASS + method, method, false, CALLS, 1);
    }

    /**
     * All stages of transforms whose name contains this text, and the converters; empty if there is no such
     * transform.
     */
    public static List<Stage> having(String name) {
        List<Stage> stages = new ArrayList<>(List.of(AVRO, JSON));
        for (Transform transform : TRANSFORMS) {
            if (transform.itself().method().contains(name)) {
                stages.addAll(List.of(transform.itself(), transform.avro(), transform.json()));
            }
        }
        return stages.size() > 2 ? stages : List.of();
    }

    /** The shares as a Markdown table. */
    public static String table(Map<Stage, List<Measurement>> measured) {
        StringBuilder table = new StringBuilder(2_048);
        Table.line(
                table,
                "transform",
                "of binding to Avro (least to most)",
                "of binding to JSON",
                "of output to Avro",
                "of output to JSON",
                "octets of garbage",
                "ns");
        Table.line(table, "---", "---", "---", "---", "---", "---", "---");
        for (Transform transform : TRANSFORMS) {
            if (measured.containsKey(transform.itself())) {
                line(table, measured, transform);
            }
        }
        return table.toString();
    }

    private static void line(StringBuilder table, Map<Stage, List<Measurement>> measured, Transform transform) {
        double[] ofAvro = shares(measured, transform.itself(), AVRO);
        Table.line(
                table,
                "`" + transform.itself().title() + "`",
                String.format(Locale.ROOT, "%s (%.2f to %.2f)", median(ofAvro), ofAvro[0], ofAvro[ofAvro.length - 1]),
                median(shares(measured, transform.itself(), JSON)),
                median(shares(measured, transform.itself(), transform.avro())),
                median(shares(measured, transform.itself(), transform.json())),
                String.format(Locale.ROOT, "%.0f", middle(octets(measured, transform.itself()))),
                String.format(Locale.ROOT, "%.0f", middle(nanos(measured, transform.itself()))));
    }

    private static double[] shares(Map<Stage, List<Measurement>> measured, Stage stage, Stage yardstick) {
        double[] ours = nanos(measured, stage);
        double[] theirs = nanos(measured, yardstick);
        return IntStream.range(0, ours.length)
                .mapToDouble(round -> ours[round] / theirs[round])
                .sorted()
                .toArray();
    }

    private static double[] nanos(Map<Stage, List<Measurement>> measured, Stage stage) {
        return of(measured, stage).stream().mapToDouble(Measurement::nanos).toArray();
    }

    private static double[] octets(Map<Stage, List<Measurement>> measured, Stage stage) {
        return of(measured, stage).stream().mapToDouble(Measurement::octets).toArray();
    }

    private static List<Measurement> of(Map<Stage, List<Measurement>> measured, Stage stage) {
        return Objects.requireNonNull(measured.get(stage), "every stage was measured");
    }

    private static String median(double[] values) {
        return String.format(Locale.ROOT, "%.2f", middle(values));
    }

    private static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
