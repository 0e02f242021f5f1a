package net.leasequery.streams.app;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.leasequery.FindingKey;
import net.leasequery.HistoryAnswerKey;
import net.leasequery.LeaseKey;
import net.leasequery.MemberKey;
import net.leasequery.TenureKey;
import net.leasequery.streams.addresses.AddressProcessor;
import net.leasequery.streams.addresses.AddressSettings;
import net.leasequery.streams.audit.ClientProcessor;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.history.CommandReader;
import net.leasequery.streams.members.BindingReader;
import net.leasequery.streams.members.MemberProcessor;
import net.leasequery.streams.members.ReadingSettings;
import net.leasequery.streams.members.SignalReader;
import net.leasequery.streams.members.Unreadable;
import net.leasequery.streams.records.AddressKey;
import net.leasequery.streams.records.AvroSerde;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.records.State;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the topology: readers of the connectors' topics; members, by group; addresses and clients, by address and
 * client. Everything that has state or a topic has a name, so that a later version finds it again.
 *
 * <p>History reads the repartition topic {@code views} too, because it has every record of every server. Leases have
 * only the report of the server that is believed.
 */
public final class LeaseTopology {
    private final StreamsSettings settings;
    private final Converters converters;
    private final Groups groups;
    private final Unreadable unreadable;
    private final Frontier frontier;
    private final int partitions;

    /**
     * Creates a builder of the topology.
     *
     * @param settings of the operator
     * @param converters with which the workers write
     * @param unreadable counts records that cannot be read
     * @param frontier how far the inputs have been processed
     * @param partitions of repartition topics, fixed at the first start
     */
    public LeaseTopology(
            StreamsSettings settings, Converters converters, Unreadable unreadable, Frontier frontier, int partitions) {
        this.settings = settings;
        this.converters = converters;
        this.groups = new Groups(settings.groups());
        this.unreadable = unreadable;
        this.frontier = frontier;
        this.partitions = partitions;
    }

    /** Builds the topology. */
    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        ReadingSettings reading = new ReadingSettings(converters, settings.names(), groups, unreadable);
        KStream<String, GenericRecord> read =
                source(builder, "bindings").process(() -> new BindingReader(reading), Named.as("read-bindings"));
        KStream<String, GenericRecord> signals = read.filter(
                        (key, value) -> State.is(value, State.SIGNAL), Named.as("signals-of-bindings"))
                .repartition(repartitioned("signals", State.SIGNAL, LeaseTopology::byKey))
                .merge(signalsOfConnections(builder, reading), Named.as("all-signals"));
        KStream<String, GenericRecord> views = read.filter(
                        (key, value) -> State.is(value, State.VIEW_UPDATE), Named.as("views-only"))
                .repartition(repartitioned("views", State.VIEW_UPDATE, LeaseTopology::byPlace));
        KStream<Object, Object> members = members(builder, signals);
        KStream<String, GenericRecord> claims = claims(members, "completeness");
        KStream<Object, Object> addresses = addresses(builder, views, claims);
        write(addresses, "leases", LeaseKey.getClassSchema());
        write(members, "members", MemberKey.getClassSchema());
        if (audits()) {
            writeFindings(members, "members");
            writeFindings(addresses, "addresses");
            writeFindings(clients(builder, addresses, claims(members, "client-completeness")), "clients");
        }
        if (settings.features().contains(StreamsSettings.Feature.HISTORY)) {
            history(builder, views.merge(claims, Named.as("history-of-views")));
        }
        return builder.build();
    }

    private void history(StreamsBuilder builder, KStream<String, GenericRecord> views) {
        HistoryStages stages = new HistoryStages(settings, groups, frontier, partitions);
        stages.addStores(builder);
        KStream<String, GenericRecord> commands = builder.stream(
                        settings.output(HistoryStages.COMMANDS),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(HistoryStages.COMMANDS))
                .process(() -> new CommandReader(converters), Named.as("read-commands"))
                .repartition(repartitioned("commands", State.COMMAND, LeaseTopology::everywhere));
        KStream<Object, Object> history = views.merge(commands, Named.as("history-and-commands"))
                .process(stages::processor, Named.as("keep-history"), HistoryStages.stores());
        write(history, HistoryStages.TENURES, TenureKey.getClassSchema());
        write(history, HistoryStages.ANSWERS, HistoryAnswerKey.getClassSchema());
    }

    private boolean audits() {
        return settings.features().contains(StreamsSettings.Feature.AUDIT);
    }

    private KStream<byte[], byte[]> source(StreamsBuilder builder, String suffix) {
        return builder.stream(
                settings.inputs(suffix),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(suffix));
    }

    /**
     * Has a repartition topic of its own, so that other tasks read these inputs. Kafka Streams checks before each
     * record of a task whether the task's other partitions are empty, and these nearly always are.
     */
    private KStream<String, GenericRecord> signalsOfConnections(StreamsBuilder builder, ReadingSettings reading) {
        return signals(builder, "events", reading)
                .merge(signals(builder, "heartbeat", reading), Named.as("with-heartbeats"))
                .repartition(repartitioned("connection-signals", State.SIGNAL, LeaseTopology::byKey));
    }

    private KStream<String, GenericRecord> signals(StreamsBuilder builder, String suffix, ReadingSettings reading) {
        return source(builder, suffix).process(() -> new SignalReader(reading), Named.as("read-" + suffix));
    }

    private KStream<Object, Object> members(StreamsBuilder builder, KStream<String, GenericRecord> signals) {
        builder.addStateStore(store(MemberProcessor.MEMBERS, State.MEMBER));
        return signals.process(
                () -> new MemberProcessor(groups, settings.expiryToleranceMillis(), audits(), frontier),
                Named.as("follow-members"),
                MemberProcessor.MEMBERS);
    }

    /** Every partition has to know how far each server's view is complete (KIP-837). */
    private KStream<String, GenericRecord> claims(KStream<Object, Object> members, String name) {
        return members.filter((key, value) -> State.is(value, State.COMPLETENESS), Named.as(name + "-only"))
                .map((key, value) -> new KeyValue<>((String) key, (GenericRecord) value), Named.as(name + "-typed"))
                .repartition(repartitioned(name, State.COMPLETENESS, LeaseTopology::everywhere));
    }

    private KStream<Object, Object> addresses(
            StreamsBuilder builder, KStream<String, GenericRecord> views, KStream<String, GenericRecord> claims) {
        builder.addStateStore(store(AddressProcessor.ADDRESSES, State.ADDRESS));
        builder.addStateStore(store(AddressProcessor.COMPLETENESS, State.COMPLETENESS));
        builder.addStateStore(dueTimes(AddressProcessor.DUE));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(AddressProcessor.GROUPING), Serdes.String(), Serdes.String()));
        AddressSettings each = new AddressSettings(
                groups, settings.epsilonMillis(), settings.expiryToleranceMillis(), audits(), frontier);
        return views.merge(claims, Named.as("views-and-completeness"))
                .process(
                        () -> new AddressProcessor(each),
                        Named.as("review-addresses"),
                        AddressProcessor.ADDRESSES,
                        AddressProcessor.COMPLETENESS,
                        AddressProcessor.DUE,
                        AddressProcessor.GROUPING);
    }

    private KStream<Object, Object> clients(
            StreamsBuilder builder, KStream<Object, Object> addresses, KStream<String, GenericRecord> claims) {
        builder.addStateStore(store(ClientProcessor.CLIENTS, State.CLIENT));
        builder.addStateStore(store(ClientProcessor.COMPLETENESS, State.COMPLETENESS));
        builder.addStateStore(dueTimes(ClientProcessor.DUE));
        return addresses
                .filter((key, value) -> State.is(value, State.HOLDING), Named.as("holdings-only"))
                .map((key, value) -> new KeyValue<>((String) key, (GenericRecord) value), Named.as("holdings-typed"))
                .repartition(repartitioned("holdings", State.HOLDING, LeaseTopology::byKey))
                .merge(claims, Named.as("holdings-and-completeness"))
                .process(
                        () -> new ClientProcessor(groups, frontier),
                        Named.as("review-clients"),
                        ClientProcessor.CLIENTS,
                        ClientProcessor.COMPLETENESS,
                        ClientProcessor.DUE);
    }

    /** Each kind of subject writes on its own. A common sink would bind all their inputs to common tasks. */
    private void writeFindings(KStream<Object, Object> results, String subjects) {
        write(results, "audit", "findings-of-" + subjects, FindingKey.getClassSchema());
    }

    private void write(KStream<Object, Object> results, String suffix, Schema keySchema) {
        write(results, suffix, suffix, keySchema);
    }

    private void write(KStream<Object, Object> results, String suffix, String name, Schema keySchema) {
        results.filter((key, value) -> State.is(key, keySchema), Named.as(name + "-only"))
                .to(
                        settings.output(suffix),
                        Produced.<Object, Object>with(writer(true), writer(false))
                                .withName("write-" + name));
    }

    private Serde<Object> writer(boolean isKey) {
        Serializer<IndexedRecord> key = converters.keySerializer();
        Serializer<IndexedRecord> value = converters.valueSerializer();
        Serializer<Object> serializer = (topic, record) ->
                isKey ? key.serialize(topic, (IndexedRecord) record) : value.serialize(topic, (IndexedRecord) record);
        Deserializer<Object> none = (topic, octets) -> {
            throw new UnsupportedOperationException("Results are written only");
        };
        return Serdes.serdeFrom(serializer, none);
    }

    private Repartitioned<String, GenericRecord> repartitioned(
            String name, Schema schema, StreamPartitioner<String, GenericRecord> partitioner) {
        return Repartitioned.<String, GenericRecord>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(AvroSerde.of(schema))
                .withStreamPartitioner(partitioner)
                .withNumberOfPartitions(partitions);
    }

    private static StoreBuilder<KeyValueStore<String, GenericRecord>> store(String name, Schema schema) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), AvroSerde.of(schema))
                .withCachingEnabled();
    }

    /** Cached, because most entries are removed soon: when the other servers have reported the same. */
    private static StoreBuilder<?> dueTimes(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    private static Optional<Set<Integer>> byKey(String topic, String key, GenericRecord value, int partitions) {
        return at(key, partitions);
    }

    /** Returns the partition of an address, which does not depend on the group of its servers. */
    static Optional<Set<Integer>> byPlace(String topic, String key, GenericRecord value, int partitions) {
        return at(AddressKey.placeOf(key), partitions);
    }

    private static Optional<Set<Integer>> at(String text, int partitions) {
        return Optional.of(Set.of(partitionOf(text, partitions)));
    }

    /** Returns the partition of an {@link AddressKey#place()}. */
    static int partitionOf(String text, int partitions) {
        return Utils.toPositive(Utils.murmur2(text.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private static Optional<Set<Integer>> everywhere(String topic, String key, GenericRecord value, int partitions) {
        return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }
}
