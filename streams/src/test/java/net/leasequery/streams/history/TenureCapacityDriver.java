package net.leasequery.streams.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Measures the stores of the history without Kafka: octets on disk and on the heap for each tenure, and how long look-ups
 * take. Arguments: {@code TENURES FOLDER [SEED]}. A folder that was filled is
 * only asked again. Not a test.
 */
final class TenureCapacityDriver {
    private static final int QUESTIONS = 20_000;
    private static final int DELEGATED = 1_000;

    private final Path folder;
    private final KeyValueStore<Bytes, byte[]> tenures;
    private final KeyValueStore<Bytes, byte[]> clients;
    private final KeyValueStore<Bytes, byte[]> retention;

    private TenureCapacityDriver(Path folder) {
        this.folder = folder;
        MockProcessorContext<Object, Object> context = new MockProcessorContext<>(
                new Properties(), new org.apache.kafka.streams.processor.TaskId(0, 0), folder.toFile());
        tenures = store(HistoryStores.TENURES, context);
        clients = store(HistoryStores.CLIENTS, context);
        retention = store(HistoryStores.RETENTION, context);
    }

    private static KeyValueStore<Bytes, byte[]> store(String name, MockProcessorContext<Object, Object> context) {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Random random = new Random(arguments.length > 2 ? Long.parseLong(arguments[2]) : 1);
        new TenureCapacityDriver(folder).run(count, random);
    }

    private void run(int count, Random random) {
        if (tenures.approximateNumEntries() == 0) {
            fill(count);
        }
        delegate();
        System.out.printf("%.0f octets on disk for each tenure%n", (double) octets(folder) / count);
        TenureReader reader = new TenureReader(tenures, clients);
        time(
                "address and moment",
                random,
                question -> reader.ofAddress(
                        null,
                        SampleTenures.address(question.nextInt(count)),
                        TimeRange.at(Instant.ofEpochMilli(
                                SampleTenures.START + question.nextLong(SampleTenures.OF_AN_ADDRESS * 3_600_000L))),
                        100,
                        null));
        time(
                "client, all its tenures",
                random,
                question -> reader.ofClient(
                        new ClientSelector(
                                ClientSelector.Kind.HARDWARE_ADDRESS, SampleTenures.mac(question.nextInt(count) / 10)),
                        TimeRange.ALWAYS,
                        100,
                        null));
        time(
                "IPv6 address and its prefixes",
                random,
                question -> reader.ofAddress(
                        null,
                        "2001:db8:" + Integer.toHexString(1 + question.nextInt(DELEGATED)) + "::25",
                        TimeRange.ALWAYS,
                        100,
                        null));
        List.of(tenures, clients, retention).forEach(KeyValueStore::close);
    }

    private void fill(int count) {
        long heapBefore = heap();
        long began = System.nanoTime();
        TenureStore store = new TenureStore(tenures, clients, new RetentionOrder(retention), record -> {});
        for (int number = 0; number < count; number++) {
            store.save(SampleTenures.tenure(number), SampleTenures.START);
        }
        List.of(tenures, clients, retention).forEach(each -> each.commit(Map.of()));
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%,d tenures in %.0f s (%,.0f a second); %.1f octets of heap for each%n",
                count, seconds, count / seconds, (double) (heap() - heapBefore) / count);
    }

    /** Prefixes of three lengths, as a site may have them. */
    private void delegate() {
        TenureStore store = new TenureStore(tenures, clients, new RetentionOrder(retention), record -> {});
        for (int number = 0; number < DELEGATED; number++) {
            for (String length : new String[] {"48", "56", "64"}) {
                String prefix = "2001:db8:" + Integer.toHexString(number + 1) + "::/" + length;
                store.save(SampleTenures.tenure(number, prefix, "PD"), SampleTenures.START);
            }
        }
    }

    private interface Question {
        TenurePage ask(Random random);
    }

    private static void time(String what, Random random, Question question) {
        long[] nanos = new long[QUESTIONS];
        long found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            long began = System.nanoTime();
            found += question.ask(random).tenures().size();
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms; %,d questions, %,d tenures found%n",
                what,
                nanos[QUESTIONS / 2] / 1e6,
                nanos[QUESTIONS * 99 / 100] / 1e6,
                nanos[QUESTIONS * 999 / 1000] / 1e6,
                QUESTIONS,
                found);
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long octets(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
