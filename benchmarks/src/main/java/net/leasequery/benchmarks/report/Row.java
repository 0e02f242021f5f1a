package net.leasequery.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A stage compared with the faster peer of the same round.
 *
 * @param speed of each round: 2 is twice as fast as the peer, in ascending order
 * @param nanos median of the processor time per message
 * @param octets median of the garbage per message
 * @param garbage {@code octets} as a fraction of the faster peer's
 */
public record Row(Stage stage, List<Double> speed, double nanos, double octets, double garbage) {

    /** The rows of all stages. */
    public static List<Row> of(Map<Stage, List<Measurement>> measured) {
        int rounds = measured.values().iterator().next().size();
        Measurement[] peers = IntStream.range(0, rounds)
                .mapToObj(round -> fasterPeer(measured, round))
                .toArray(Measurement[]::new);
        return measured.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), peers))
                .toList();
    }

    private static Measurement fasterPeer(Map<Stage, List<Measurement>> measured, int round) {
        return measured.entrySet().stream()
                .filter(entry -> entry.getKey().isPeer())
                .map(entry -> entry.getValue().get(round))
                .min((a, b) -> Double.compare(a.nanos(), b.nanos()))
                .orElseThrow(() -> new IllegalArgumentException("no peer was measured"));
    }

    private static Row row(Stage stage, List<Measurement> rounds, Measurement[] peers) {
        List<Double> speed = IntStream.range(0, peers.length)
                .mapToObj(round -> peers[round].nanos() / rounds.get(round).nanos())
                .sorted()
                .toList();
        double octets = median(rounds.stream().mapToDouble(Measurement::octets).toArray());
        double ofPeer =
                median(Arrays.stream(peers).mapToDouble(Measurement::octets).toArray());
        double nanos = median(rounds.stream().mapToDouble(Measurement::nanos).toArray());
        return new Row(stage, speed, nanos, octets, octets / ofPeer);
    }

    /** The median of {@link #speed}. */
    public double medianSpeed() {
        return median(speed.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
