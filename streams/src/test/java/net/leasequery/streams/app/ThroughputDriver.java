package net.leasequery.streams.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.members.BindingReader;
import net.leasequery.streams.members.ReadingSettings;
import net.leasequery.streams.members.Unreadable;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.AvroSerde;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.records.State;
import net.leasequery.streams.settings.SettingsReader;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Measures, against a broker that runs, CPU of this process for each record: of lease-streams; of a topology that passes
 * records on by the same kinds of topics (read by the converter, repartitioned by address, stored, written by the
 * converter); and of one that only copies octets. {@code bin/bench streams HOST:PORT ADDRESSES [SEED]} runs it. Not a test.
 */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
final class ThroughputDriver {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SERVERS = {"east", "west"};
    private static final int PARTITIONS = 2;

    private final String bootstrap;
    private final int addresses;
    private final String prefix = "driver-" + Long.toString(System.nanoTime(), 36);
    private final Path state;

    private ThroughputDriver(String bootstrap, int addresses) throws Exception {
        this.bootstrap = bootstrap;
        this.addresses = addresses;
        this.state = Files.createTempDirectory("lease-streams-driver");
    }

    public static void main(String[] arguments) throws Exception {
        LeaseStreamsCommand.setFormatLocale();
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        ThroughputDriver driver = new ThroughputDriver(arguments[0], Integer.parseInt(arguments[1]));
        driver.run(new Random(seed));
    }

    private void run(Random random) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
            admin.createTopics(List.of(
                            topic("bindings"),
                            topic("events"),
                            topic("heartbeat"),
                            topic("passed"),
                            topic("copied"),
                            topic("copied-again")))
                    .all()
                    .get();
            try {
                measureAll(random, admin);
            } finally {
                admin.deleteTopics(admin.listTopics().names().get().stream()
                                .filter(topic -> topic.startsWith(prefix))
                                .toList())
                        .all()
                        .get();
            }
        } finally {
            Utils.delete(state.toFile());
        }
    }

    private void measureAll(Random random, Admin admin) throws Exception {
        produce(random);
        long records = 2L * addresses;
        measure("warming up", "copied", records, admin, copying());
        double copied = measure("octets copied", "copied-again", records, admin, copyingAgain());
        double passed = measure("passed through the same topics", "passed", records, admin, passThrough());
        double merged;
        try (LeaseStreams application = new LeaseStreams(settings())) {
            merged = measure("lease-streams", "leases", records, admin, application);
        }
        System.out.printf("of passing through %.2f, of copying %.2f%n", passed / merged, copied / merged);
        System.out.printf(
                "lease-streams keeps %,d octets on disk for each address%n",
                octetsIn(state.resolve(prefix + "-merge")) / addresses);
        octetsByTopic(admin)
                .forEach((topic, octets) ->
                        System.out.printf("%s: %,d octets for each record%n", topic, octets / records));
    }

    /** Octets of the internal and the written topics, as the broker stores them: without replicas, not compacted yet. */
    private Map<String, Long> octetsByTopic(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, Long> octets = new TreeMap<>();
        admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().startsWith(prefix))
                .forEach(replica -> octets.merge(
                        replica.getKey().topic().substring(prefix.length()),
                        replica.getValue().size(),
                        Long::sum));
        return octets;
    }

    private static long octetsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    private NewTopic topic(String suffix) {
        return new NewTopic(prefix + "." + suffix, Optional.of(PARTITIONS), Optional.empty());
    }

    private StreamsSettings settings() {
        return SettingsReader.read(Map.of(
                "bootstrap.servers", bootstrap,
                "application.id", prefix + "-merge",
                "topic.prefix", prefix,
                "groups", "site",
                "group.site.kind", "replicated",
                "group.site.members", "east,west",
                "key.converter.schemas.enable", "false",
                "value.converter.schemas.enable", "false",
                "streams.state.dir", state.toString(),
                "streams.num.standby.replicas", "0"));
    }

    private KafkaStreams copying() {
        return copying("copied");
    }

    private KafkaStreams copyingAgain() {
        return copying("copied-again");
    }

    private KafkaStreams copying(String output) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(prefix + ".bindings", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(prefix + "." + output, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return streams(builder, output);
    }

    private KafkaStreams streams(StreamsBuilder builder, String name) {
        Properties config = new Properties();
        config.putAll(LeaseStreams.streamsConfig(settings()));
        config.put("application.id", prefix + "-" + name);
        return new KafkaStreams(builder.build(), config);
    }

    /** Everything but the merge and the audit. */
    private KafkaStreams passThrough() {
        StreamsSettings settings = settings();
        Converters converters = new Converters(settings.converters());
        ReadingSettings reading =
                new ReadingSettings(converters, settings.names(), new Groups(settings.groups()), new Unreadable());
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("passed"), Serdes.String(), AvroSerde.of(State.VIEW_UPDATE))
                .withCachingEnabled());
        builder.stream(prefix + ".bindings", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .process(() -> new BindingReader(reading))
                .filter((key, value) -> State.is(value, State.VIEW_UPDATE))
                .repartition(Repartitioned.<String, GenericRecord>as("views")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(AvroSerde.of(State.VIEW_UPDATE))
                        .withStreamPartitioner(LeaseTopology::byPlace)
                        .withNumberOfPartitions(PARTITIONS))
                .process(Storing::new, "passed")
                .to(
                        prefix + ".passed",
                        Produced.with(
                                Serdes.serdeFrom(converters.keySerializer(), unread()),
                                Serdes.serdeFrom(converters.valueSerializer(), unread())));
        return streams(builder, "passed");
    }

    private static <T> Deserializer<T> unread() {
        return (topic, octets) -> {
            throw new UnsupportedOperationException("Written only");
        };
    }

    /** Keeps the last binding of each address and passes it on. */
    private static final class Storing implements Processor<String, GenericRecord, IndexedRecord, IndexedRecord> {
        private ProcessorContext<IndexedRecord, IndexedRecord> context;
        private KeyValueStore<String, GenericRecord> store;

        @Override
        public void init(ProcessorContext<IndexedRecord, IndexedRecord> given) {
            context = given;
            store = context.getStateStore("passed");
        }

        @Override
        public void process(Record<String, GenericRecord> record) {
            store.get(record.key());
            store.put(record.key(), record.value());
            IndexedRecord binding = (IndexedRecord) record.value().get("binding");
            context.forward(new Record<>(AddressKey.parse(record.key()).toRecord(), binding, record.timestamp()));
        }
    }

    private void produce(Random random) {
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 200_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < addresses; number++) {
                String address = "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
                String client = "aa:" + Integer.toHexString(random.nextInt());
                for (String server : SERVERS) {
                    Future<?> unused = producer.send(new ProducerRecord<>(
                            prefix + ".bindings",
                            octets(key(server, address)),
                            octets(binding(server, address, client, now))));
                }
            }
        }
    }

    private static Map<String, Object> key(String server, String address) {
        return Map.of("server", server, "address", address);
    }

    private static Map<String, Object> binding(String server, String address, String client, long now) {
        Map<String, Object> binding = new HashMap<>();
        binding.putAll(Map.of("eventId", client, "server", server, "family", "ipv4", "leaseType", "V4"));
        binding.putAll(Map.of("address", address, "state", "ACTIVE", "origin", "LIVE", "infiniteLease", false));
        binding.putAll(Map.of("remote", server.equals("west"), "inferred", false, "options", Map.of()));
        binding.putAll(Map.of("hardwareType", 1, "hardwareAddress", client, "lastTransactionTime", now));
        binding.put("relay", Map.of("giaddr", "10.255.0.1"));
        binding.putAll(Map.of("stateStartTime", now, "leaseExpiryTime", now + 86_400_000, "clockSkewMillis", 0));
        return binding;
    }

    private static byte[] octets(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private double measure(String what, String suffix, long records, Admin admin, AutoCloseable application)
            throws Exception {
        long cpu = cpuNanos();
        long from = System.nanoTime();
        if (application instanceof KafkaStreams streams) {
            streams.start();
        } else {
            ((LeaseStreams) application).start();
        }
        while (written(admin, prefix + "." + suffix) < records) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        double cpuMicros = (cpuNanos() - cpu) / 1e3 / records;
        double perSecond = records / ((System.nanoTime() - from) / 1e9);
        System.out.printf(
                "%s: %,d records, %,.0f records/s, %.1f us of CPU each%n", what, records, perSecond, cpuMicros);
        application.close();
        return cpuMicros;
    }

    private static long written(Admin admin, String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return admin.listOffsets(asked).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private static long cpuNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
