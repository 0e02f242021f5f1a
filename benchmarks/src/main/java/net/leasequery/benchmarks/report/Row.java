package net.leasequery.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A stage compared with the peers of the same round.
 *
 * @param speed of each round beside the faster peer: 2 is twice as fast, in ascending order
 * @param beside median of the speed beside each peer, in the order in which the peers were measured
 * @param nanos median of the processor time per message
 * @param octets median of the garbage per message
 * @param garbage {@code octets} as a fraction of the faster peer's
 */
public record Row(Stage stage, List<Double> speed, List<Double> beside, double nanos, double octets, double garbage) {

    /** The rows of all stages. */
    public static List<Row> of(Map<Stage, List<Measurement>> measured) {
        int rounds = measured.values().iterator().next().size();
        Measurement[] peers = IntStream.range(0, rounds)
                .mapToObj(round -> fasterPeer(measured, round))
                .toArray(Measurement[]::new);
        List<List<Measurement>> each = measured.entrySet().stream()
                .filter(entry -> entry.getKey().isPeer())
                .map(Map.Entry::getValue)
                .toList();
        return measured.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), peers, each))
                .toList();
    }

    private static Measurement fasterPeer(Map<Stage, List<Measurement>> measured, int round) {
        return measured.entrySet().stream()
                .filter(entry -> entry.getKey().isPeer())
                .map(entry -> entry.getValue().get(round))
                .min((a, b) -> Double.compare(a.nanos(), b.nanos()))
                .orElseThrow(() -> new IllegalArgumentException("no peer was measured"));
    }

    private static Row row(Stage stage, List<Measurement> rounds, Measurement[] faster, List<List<Measurement>> peers) {
        List<Double> speed = Arrays.stream(speeds(rounds, Arrays.asList(faster)))
                .sorted()
                .boxed()
                .toList();
        List<Double> beside =
                peers.stream().map(peer -> median(speeds(rounds, peer))).toList();
        double octets = median(rounds.stream().mapToDouble(Measurement::octets).toArray());
        double ofPeer =
                median(Arrays.stream(faster).mapToDouble(Measurement::octets).toArray());
        double nanos = median(rounds.stream().mapToDouble(Measurement::nanos).toArray());
        return new Row(stage, speed, beside, nanos, octets, octets / ofPeer);
    }

    private static double[] speeds(List<Measurement> rounds, List<Measurement> peer) {
        return IntStream.range(0, rounds.size())
                .mapToDouble(
                        round -> peer.get(round).nanos() / rounds.get(round).nanos())
                .toArray();
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
