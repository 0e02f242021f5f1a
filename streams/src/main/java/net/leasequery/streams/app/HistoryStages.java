package net.leasequery.streams.app;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.groups.Groups;
import net.leasequery.streams.history.HistorySettings;
import net.leasequery.streams.history.HistoryStores;
import net.leasequery.streams.history.TenureProcessor;
import net.leasequery.streams.records.AvroSerde;
import net.leasequery.streams.records.State;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores and settings of the history. */
final class HistoryStages {
    /** Suffix of the topic of tenures. */
    static final String TENURES = "history";

    /** Suffix of the topic of commands. */
    static final String COMMANDS = "history.commands";

    /** Suffix of the topic of answers to commands. */
    static final String ANSWERS = "history.answers";

    private static final List<String> OF_OCTETS =
            List.of(HistoryStores.TENURES, HistoryStores.CLIENTS, HistoryStores.RETENTION, HistoryStores.DUE);
    private static final List<String> OF_MOMENTS = List.of(HistoryStores.OBSERVED, HistoryStores.COMMANDS);

    private final HistorySettings settings;

    HistoryStages(StreamsSettings all, Groups groups, Frontier frontier, int partitions) {
        List<String> untilCompaction = new ArrayList<>();
        untilCompaction.add(all.output(TENURES));
        List.of(HistoryStores.TENURES, HistoryStores.CLIENTS, HistoryStores.ADDRESSES)
                .forEach(store -> untilCompaction.add(all.applicationId() + "-" + store + "-changelog"));
        settings = new HistorySettings(
                groups,
                all.epsilonMillis(),
                all.retentionMillis(),
                frontier,
                partitions,
                untilCompaction,
                outside(all));
    }

    /** Includes repartition topics: Kafka Streams deletes records that it has processed, but not at once. */
    private static List<String> outside(StreamsSettings all) {
        List<String> topics = new ArrayList<>(all.inputs("bindings"));
        List<String> internal =
                new ArrayList<>(List.of("views-repartition", "commands-repartition", "addresses-changelog"));
        topics.add(all.output("leases"));
        topics.add(all.output(COMMANDS));
        if (all.features().contains(StreamsSettings.Feature.AUDIT)) {
            topics.add(all.output("audit"));
            internal.addAll(List.of("holdings-repartition", "clients-changelog"));
        }
        if (all.features().contains(StreamsSettings.Feature.LOOKUP)) {
            topics.add(all.output(Topics.LOOKUPS));
        }
        internal.forEach(topic -> topics.add(all.applicationId() + "-" + topic));
        topics.add("whatever has read these topics");
        return topics;
    }

    void addStores(StreamsBuilder builder) {
        add(builder, HistoryStores.ADDRESSES, State.ADDRESS_HISTORY);
        add(builder, HistoryStores.COMPLETENESS, State.COMPLETENESS);
        for (String name : OF_OCTETS) {
            builder.addStateStore(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withCachingEnabled());
        }
        for (String name : OF_MOMENTS) {
            builder.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.Long()));
        }
    }

    private static void add(StreamsBuilder builder, String name, Schema schema) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), AvroSerde.of(schema))
                        .withCachingEnabled());
    }

    static String[] stores() {
        List<String> names = new ArrayList<>(OF_OCTETS);
        names.addAll(OF_MOMENTS);
        names.addAll(List.of(HistoryStores.ADDRESSES, HistoryStores.COMPLETENESS));
        return names.toArray(String[]::new);
    }

    TenureProcessor processor() {
        return new TenureProcessor(settings);
    }
}
