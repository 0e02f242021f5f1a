package net.leasequery.streams.history;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.leasequery.streams.app.LeaseStreams;
import net.leasequery.streams.settings.SettingsReader;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Measures, against a broker that runs, how long an instance of lease-streams that lost its disk needs until it answers:
 * its changelogs hold so many tenures, with their index and the order of their retention. Arguments: {@code HOST:PORT
 * TENURES FOLDER}. Not a test.
 */
final class TenureRestoreDriver {
    private final String bootstrap;
    private final String prefix = "restore-" + Long.toString(System.nanoTime(), 36);
    private final Path state;

    private TenureRestoreDriver(String bootstrap, Path folder) throws IOException {
        this.bootstrap = bootstrap;
        this.state = Files.createTempDirectory(Files.createDirectories(folder), "restore");
    }

    public static void main(String[] arguments) throws Exception {
        new TenureRestoreDriver(arguments[0], Path.of(arguments[2])).run(Integer.parseInt(arguments[1]));
    }

    private void run(int count) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
            admin.createTopics(List.of(topic("bindings"), topic("events"), topic("heartbeat")))
                    .all()
                    .get();
            try {
                double empty = secondsToStart();
                Utils.delete(state.toFile());
                fill(count);
                double full = secondsToStart();
                System.out.printf(
                        "start with nothing %.1f s; with %,d tenures from the changelogs %.1f s, %,.0f tenures a second;"
                                + " %.0f octets on disk for each%n",
                        empty, count, full, count / (full - empty), (double) octets() / count);
            } finally {
                admin.deleteTopics(admin.listTopics().names().get().stream()
                                .filter(name -> name.startsWith(prefix))
                                .toList())
                        .all()
                        .get();
            }
        } finally {
            Utils.delete(state.toFile());
        }
    }

    private NewTopic topic(String suffix) {
        return new NewTopic(prefix + "." + suffix, Optional.of(1), Optional.empty());
    }

    private StreamsSettings settings() {
        return SettingsReader.read(Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrap),
                Map.entry("application.id", prefix + "-app"),
                Map.entry("topic.prefix", prefix),
                Map.entry("groups", "site"),
                Map.entry("group.site.kind", "replicated"),
                Map.entry("group.site.members", "east,west"),
                Map.entry("features", "merge,history"),
                Map.entry("key.converter.schemas.enable", "false"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("streams.state.dir", state.toString()),
                Map.entry("streams.num.standby.replicas", "0")));
    }

    private double secondsToStart() throws Exception {
        long from = System.nanoTime();
        try (LeaseStreams application = new LeaseStreams(settings())) {
            application.start();
            while (application.state() != KafkaStreams.State.RUNNING) {
                if (application.state().hasCompletedShutdown()) {
                    throw new IllegalStateException(
                            "lease-streams ended before it was running: see its log lines above");
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return (System.nanoTime() - from) / 1e9;
        }
    }

    private void fill(int count) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 200_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            TenureStore store = new TenureStore(
                    changelog(HistoryStores.TENURES, producer),
                    changelog(HistoryStores.CLIENTS, producer),
                    new RetentionOrder(changelog(HistoryStores.RETENTION, producer)),
                    record -> {});
            for (int number = 0; number < count; number++) {
                store.save(SampleTenures.tenure(number), SampleTenures.START);
            }
        }
    }

    /** A store that has nothing, and writes what it is given where the application's store writes it. */
    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> changelog(String name, KafkaProducer<byte[], byte[]> producer) {
        String topic = prefix + "-app-" + name + "-changelog";
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "get" -> {
                            return null;
                        }
                        case "put" -> {
                            Future<?> unused = producer.send(
                                    new ProducerRecord<>(topic, ((Bytes) arguments[0]).get(), (byte[]) arguments[1]));
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private long octets() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }
}
