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
    private static final int CHANGES_PER_SECOND = 1_000;
    private static final String CATCH_UP = "catch-up of as many changes";
    private static final String READ_BACK = "read-back of as many bindings";
    private static final String LATENCY = "latency at 1,000/s";

    /** Each variant with the name of the variant that it is compared with; empty for none. */
    private static final Map<Variant, String> VARIANTS = variants();

    private final Worker plain;
    private final @Nullable Worker exactlyOnce;
    private final int bindings;
    private final boolean replay;
    private final String wanted;
    private final List<Map<String, Double>> rounds = new ArrayList<>();
    private int runs;
    /** The last run whose topics have registered Avro schemas. */
    private String runWithSchemas = "";

    /**
     * @param plain worker; has the replay connector if {@code replay}
     * @param exactlyOnce another worker of the same cluster; null to leave it out
     * @param bindings number of bindings per run
     * @param wanted text in the names of what is measured; empty for everything
     */
    PathBench(Worker plain, @Nullable Worker exactlyOnce, int bindings, boolean replay, String wanted) {
        this.plain = plain;
        this.exactlyOnce = exactlyOnce;
        this.bindings = bindings;
        this.replay = replay;
        this.wanted = wanted;
    }

    private static Map<Variant, String> variants() {
        Map<Variant, String> all = new LinkedHashMap<>();
        for (Converter converter : Converter.values()) {
            String form = converter.name().toLowerCase(Locale.ROOT);
            String ready = "ready records, " + form;
            all.put(new Variant(ready, Set.of(Trait.READY_RECORDS), converter), "");
            all.put(new Variant("snapshot, " + form, Set.of(), converter), ready);
        }
        String largeReady = "ready records, json, large batches";
        all.put(new Variant(largeReady, Set.of(Trait.READY_RECORDS, Trait.LARGE_BATCHES), Converter.JSON), "");
        all.put(new Variant("snapshot, json, large batches", Set.of(Trait.LARGE_BATCHES), Converter.JSON), largeReady);
        String usual = "snapshot, json";
        all.put(new Variant("snapshot, json, TLS", Set.of(Trait.TLS), Converter.JSON), usual);
        all.put(new Variant("snapshot, json, IPv6", Set.of(Trait.IPV6), Converter.JSON), usual);
        all.put(new Variant("poll, json", Set.of(Trait.POLLED), Converter.JSON), usual);
        all.put(new Variant("snapshot, json, exactly once", Set.of(Trait.EXACTLY_ONCE), Converter.JSON), usual);
        return all;
    }

    /** Returns the names of all that is measured, of which {@code wanted} chooses. */
    static List<String> names() {
        return Stream.concat(VARIANTS.keySet().stream().map(Variant::name), Stream.of(CATCH_UP, READ_BACK, LATENCY))
                .toList();
    }

    /** Registers schemas and lets the JIT compilers work; the results are discarded. */
    void warmUp() throws IOException, InterruptedException, TimeoutException {
        for (Variant variant : VARIANTS.keySet()) {
            if (canRun(variant)) {
                Measured unused = run(variant, true);
            }
        }
    }

    /** Runs one round of all variants. */
    void round(Duration latency) throws IOException, InterruptedException, TimeoutException {
        Map<String, Double> figures = new LinkedHashMap<>();
        Map<String, Measured> measured = new LinkedHashMap<>();
        for (Map.Entry<Variant, String> each : VARIANTS.entrySet()) {
            Variant variant = each.getKey();
            if (!canRun(variant)) {
                continue;
            }
            Measured one = run(variant, false);
            measured.put(variant.name(), one);
            figures.put(variant.name() + " | records a second", one.recordsPerSecond());
            figures.put(variant.name() + " | µs of the worker's processor for each", one.cpuMicros());
            Measured peer = measured.get(each.getValue());
            if (peer != null) {
                String beside = variant.name() + " | beside " + each.getValue() + ": ";
                figures.put(beside + "throughput", one.recordsPerSecond() / peer.recordsPerSecond());
                figures.put(beside + "processor time", one.cpuMicros() / peer.cpuMicros());
            }
        }
        if (isWanted(CATCH_UP)) {
            figures.put(CATCH_UP + " | beside the snapshot: time", catchUp());
        }
        if (isWanted(READ_BACK)) {
            readBack(figures);
        }
        if (isWanted(LATENCY)) {
            latency(figures, latency);
        }
        rounds.add(figures);
    }

    private void latency(Map<String, Double> figures, Duration latency)
            throws IOException, InterruptedException, TimeoutException {
        Latency bare = Latency.ofProducer(name(), plain, CHANGES_PER_SECOND, latency);
        Latency ours = Latency.ofConnector(name(), plain, CHANGES_PER_SECOND, latency);
        figures.put(LATENCY + " | half within ms", ours.halfMillis());
        figures.put(LATENCY + " | 99 % within ms", ours.mostMillis());
        figures.put(LATENCY + ", bare producer | 99 % within ms", bare.mostMillis());
        figures.put(LATENCY + " | beside the bare producer: 99 %", ours.mostMillis() / bare.mostMillis());
    }

    /** Runs the paths that a build has time for, with few records. */
    void smoke(Duration latency) throws IOException, InterruptedException, TimeoutException {
        for (Variant variant : VARIANTS.keySet()) {
            if (canRun(variant) && (variant.traits().isEmpty() || variant.has(Trait.READY_RECORDS))) {
                Measured unused = run(variant, true);
            }
        }
        double unusedRatio = catchUp();
        readBack(new LinkedHashMap<>());
        Latency unusedLatency = Latency.ofConnector(name(), plain, CHANGES_PER_SECOND, latency);
    }

    private boolean canRun(Variant variant) {
        return (replay || !variant.has(Trait.READY_RECORDS))
                && (exactlyOnce != null || !variant.has(Trait.EXACTLY_ONCE))
                && (isWanted(variant.name()) || isPeerOfWanted(variant));
    }

    private boolean isPeerOfWanted(Variant variant) {
        return VARIANTS.entrySet().stream()
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
        if (variant.converter() == Converter.AVRO && !registers) {
            new TopicSchemas(worker.registry().confluentApi()).copy(runWithSchemas, name);
        }
        try (Scene scene = new Scene(name, variant, worker, bindings, registers);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            Measured measured = arrivals.await(bindings, worker, limit());
            if (variant.converter() == Converter.AVRO) {
                runWithSchemas = name;
            }
            return measured;
        }
    }

    private Duration limit() {
        return LIMIT.plusMillis(bindings);
    }

    /** Measures the time of a catch-up, as a fraction of the time of the snapshot before it. */
    private double catchUp() throws IOException, InterruptedException, TimeoutException {
        Variant resumed = new Variant("", Set.of(Trait.RESUMED), Converter.JSON);
        try (Scene scene = new Scene(name(), resumed, plain, bindings, false);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            Measured snapshot = arrivals.await(bindings, plain, limit());
            scene.stopWhenCaughtUp(limit());
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
            figures.put(READ_BACK + " | bindings a second", readBack.recordsPerSecond());
            figures.put(READ_BACK + " | µs of the worker's processor for each", readBack.cpuMicros());
            figures.put(
                    READ_BACK + " | beside the poll: throughput",
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
