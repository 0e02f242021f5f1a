package net.leasequery.systemtests.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.systemtests.path.Measured.Moment;
import net.leasequery.systemtests.path.Variant.Converter;
import net.leasequery.systemtests.path.Variant.Trait;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Times each way in which bindings reach Kafka, one after the other, round by round, and compares them. */
final class PathBench {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Worker plain;
    private final @Nullable Worker exactlyOnce;
    private final int bindings;
    private final boolean replay;
    private final String wanted;
    private final Duration length;
    private final TopicSchemas schemas;
    private final List<Map<String, Double>> rounds = new ArrayList<>();
    private int runs;
    /** The last run that registered Avro schemas: a live one, if any, has records in the most topics. */
    private String runWithSchemas = "";

    /**
     * @param plain worker; has the replay connector if {@code replay}
     * @param exactlyOnce another worker of the same cluster; null to leave it out
     * @param bindings number of bindings per run
     * @param wanted text in the names of what is measured; empty for everything
     * @param length how long live changes are sent
     */
    PathBench(
            Worker plain, @Nullable Worker exactlyOnce, int bindings, boolean replay, String wanted, Duration length) {
        this.plain = plain;
        this.exactlyOnce = exactlyOnce;
        this.bindings = bindings;
        this.replay = replay;
        this.wanted = wanted;
        this.length = length;
        this.schemas = new TopicSchemas(plain.registry().confluentApi());
    }

    /** Registers schemas and lets the JIT compilers work; the results are discarded. */
    void warmUp() throws IOException, InterruptedException, TimeoutException {
        List<Variant> all = Stream.concat(
                        Variants.SNAPSHOTS.keySet().stream().filter(this::canRun),
                        Variants.LIVE.keySet().stream().filter(live -> isWanted(live.name())))
                .toList();
        for (Variant variant : all.isEmpty() ? List.of(new Variant("", Set.of(), Converter.JSON)) : all) {
            Measured unused = run(variant, true);
        }
    }

    /** Runs one round of all variants. */
    void round() throws IOException, InterruptedException, TimeoutException {
        Map<String, Double> figures = new LinkedHashMap<>();
        Map<String, Measured> measured = new LinkedHashMap<>();
        for (Map.Entry<Variant, String> each : Variants.SNAPSHOTS.entrySet()) {
            Variant variant = each.getKey();
            if (!canRun(variant)) {
                continue;
            }
            Measured one = run(variant, false);
            measured.put(variant.name(), one);
            append(variant.name(), one, each.getValue(), measured.get(each.getValue()), figures);
        }
        if (isWanted(Variants.CATCH_UP)) {
            figures.put(Variants.CATCH_UP + " | beside the snapshot: time", catchUp());
        }
        for (Map.Entry<Variant, String> each : Variants.LIVE.entrySet()) {
            Variant variant = each.getKey();
            if (isWanted(variant.name())) {
                append(variant.name(), live(variant), each.getValue(), measured.get(each.getValue()), figures);
            }
        }
        if (isWanted(Variants.READ_BACK)) {
            readBack(figures);
        }
        for (Map.Entry<Variant, Integer> each : Variants.LATENCIES.entrySet()) {
            if (isWanted(each.getKey().name())) {
                latency(each.getKey(), each.getValue(), figures);
            }
        }
        rounds.add(figures);
    }

    private static void append(
            String name, Measured one, String peerName, @Nullable Measured peer, Map<String, Double> figures) {
        figures.put(name + " | records a second", one.recordsPerSecond());
        figures.put(name + " | µs of the worker's processor for each", one.cpuMicros());
        if (peer != null) {
            String beside = name + " | beside " + peerName + ": ";
            figures.put(beside + "throughput", one.recordsPerSecond() / peer.recordsPerSecond());
            figures.put(beside + "processor time", one.cpuMicros() / peer.cpuMicros());
        }
    }

    private void latency(Variant variant, int perSecond, Map<String, Double> figures)
            throws IOException, InterruptedException, TimeoutException {
        Latency bare = Latency.ofProducer(name(), variant, plain, perSecond, length);
        Latency ours = Latency.ofConnector(name(), variant, plain, perSecond, length);
        String name = variant.name();
        figures.put(name + " | half within ms", ours.halfMillis());
        figures.put(name + " | 99 % within ms", ours.mostMillis());
        figures.put(name + ", bare producer | 99 % within ms", bare.mostMillis());
        figures.put(name + " | beside the bare producer: 99 %", ours.mostMillis() / bare.mostMillis());
    }

    /** Runs the paths that a build has time for, with few records. */
    void smoke() throws IOException, InterruptedException, TimeoutException {
        for (Variant variant : Variants.SNAPSHOTS.keySet()) {
            if (canRun(variant) && (variant.traits().isEmpty() || variant.has(Trait.READY_RECORDS))) {
                Measured unused = run(variant, true);
            }
        }
        double unusedRatio = catchUp();
        readBack(new LinkedHashMap<>());
        Measured unusedLive = live(new Variant("", Set.of(Trait.KEEP_ALIVES), Converter.JSON));
        Variant noLinger = new Variant("", Set.of(Trait.NO_LINGER), Converter.JSON);
        Latency unusedLatency = Latency.ofConnector(name(), noLinger, plain, 1_000, length);
    }

    private boolean canRun(Variant variant) {
        return (replay || !variant.has(Trait.READY_RECORDS))
                && (exactlyOnce != null || !variant.has(Trait.EXACTLY_ONCE))
                && (isWanted(variant.name()) || isPeerOfWanted(variant));
    }

    private boolean isPeerOfWanted(Variant variant) {
        return Stream.of(Variants.SNAPSHOTS, Variants.LIVE)
                .flatMap(each -> each.entrySet().stream())
                .anyMatch(each -> each.getValue().equals(variant.name())
                        && isWanted(each.getKey().name()));
    }

    private boolean isWanted(String name) {
        return name.contains(wanted);
    }

    private String name() {
        return "run-" + ++runs;
    }

    private Measured run(Variant variant, boolean registers)
            throws IOException, InterruptedException, TimeoutException {
        Worker worker = variant.has(Trait.EXACTLY_ONCE) && exactlyOnce != null ? exactlyOnce : plain;
        String name = name();
        if (!registers) {
            registerSchemas(variant, name);
        }
        try (Scene scene = new Scene(name, variant, worker, bindings, registers);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            Measured measured = arrivals.await(bindings, worker, limit());
            if (registers && variant.converter() == Converter.AVRO) {
                if (variant.has(Trait.KEEP_ALIVES)) {
                    scene.awaitCaughtUp(limit());
                }
                runWithSchemas = name;
            }
            return measured;
        }
    }

    private void registerSchemas(Variant variant, String name) throws IOException, InterruptedException {
        if (variant.converter() == Converter.AVRO) {
            schemas.copy(runWithSchemas, name);
        }
    }

    private Measured live(Variant variant) throws IOException, InterruptedException, TimeoutException {
        String name = name();
        registerSchemas(variant, name);
        try (Scene scene = new Scene(name, variant, plain, bindings, false);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            Measured unused = arrivals.await(bindings, plain, limit());
            scene.awaitCaughtUp(limit());
            arrivals.skip();
            return LiveChanges.measure(scene, arrivals, plain, length);
        }
    }

    private Duration limit() {
        return LIMIT.plusMillis(bindings);
    }

    /** Measures the time of a catch-up, as a fraction of the time of the snapshot before it. */
    private double catchUp() throws IOException, InterruptedException, TimeoutException {
        Variant resumed = new Variant("", Set.of(Trait.KEEP_ALIVES), Converter.JSON);
        try (Scene scene = new Scene(name(), resumed, plain, bindings, false);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            Measured snapshot = arrivals.await(bindings, plain, limit());
            scene.awaitCaughtUp(limit());
            scene.stop();
            arrivals.skip();
            List<String> leased = scene.leased();
            leased.forEach(scene::renew);
            scene.resume();
            Measured catchUp = arrivals.await(leased.size(), plain, limit(), PathBench::requireChange);
            return snapshot.recordsPerSecond() / catchUp.recordsPerSecond();
        }
    }

    /**
     * Measures how long a poll waits for the topic to be read back. Then one lease has changed, and its record must be
     * the only one: a poll writes each binding that was not read back.
     */
    private void readBack(Map<String, Double> figures) throws IOException, InterruptedException, TimeoutException {
        Variant variant = new Variant("", Set.of(Trait.POLLED, Trait.READ_BACK), Converter.JSON);
        try (Scene scene = new Scene(name(), variant, plain, bindings, false);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            Measured poll = arrivals.await(bindings, plain, limit());
            scene.stopWhenStored(limit());
            arrivals.skip();
            List<String> leased = scene.leased();
            Lease changed = scene.renew(leased.get(leased.size() - 1));
            Moment resumed = Moment.now(plain);
            scene.resumeUntilQuery(limit());
            Measured readBack = resumed.until(Moment.now(plain), bindings);
            Measured unused = arrivals.await(1, plain, limit(), record -> requireRecordOf(changed, record));
            figures.put(Variants.READ_BACK + " | bindings a second", readBack.recordsPerSecond());
            figures.put(Variants.READ_BACK + " | µs of the worker's processor for each", readBack.cpuMicros());
            figures.put(
                    Variants.READ_BACK + " | beside the poll: throughput",
                    readBack.recordsPerSecond() / poll.recordsPerSecond());
        }
    }

    private static void requireRecordOf(Lease lease, ConsumerRecord<byte[], byte[]> record) {
        String value = new String(record.value(), StandardCharsets.UTF_8);
        if (!value.contains("\"address\":\"" + lease.address() + "\"")) {
            throw new IllegalStateException("A binding was not read back: " + value);
        }
    }

    private static void requireChange(ConsumerRecord<byte[], byte[]> record) {
        String value = new String(record.value(), StandardCharsets.UTF_8);
        if (!value.contains("\"origin\":\"CATCH_UP\"") && !value.contains("\"origin\":\"LIVE\"")) {
            throw new IllegalStateException("No record of a catch-up: " + value);
        }
    }

    /** The median of each figure, with its minimum and maximum. */
    String table() {
        StringBuilder table = new StringBuilder("| path | what | median (least to most) |\n| --- | --- | --- |\n");
        for (String figure : rounds.get(0).keySet()) {
            double[] sorted = rounds.stream()
                    .mapToDouble(round -> round.getOrDefault(figure, Double.NaN))
                    .sorted()
                    .toArray();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.2f (%,.2f to %,.2f) |%n",
                    figure,
                    sorted[sorted.length / 2],
                    sorted[0],
                    sorted[sorted.length - 1]));
        }
        return table.toString();
    }
}
