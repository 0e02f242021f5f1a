package net.leasequery.streams.lookup.cluster;

import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import net.leasequery.streams.history.HistoryStores;
import net.leasequery.streams.history.TenureReader;
import net.leasequery.streams.records.AddressKey;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of a running application. A store counts as open once it is restored and active here. */
public final class StreamsPartitions implements Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsPartitions.class);

    private final KafkaStreams streams;
    private final int count;
    private final ToIntFunction<String> partitioner;
    private final String topic;

    /**
     * Creates the partitions.
     *
     * @param streams that has the stores
     * @param count of partitions
     * @param partitioner partition of a {@link AddressKey#place()}
     * @param topic whose partitions these are
     */
    public StreamsPartitions(KafkaStreams streams, int count, ToIntFunction<String> partitioner, String topic) {
        this.streams = streams;
        this.count = count;
        this.partitioner = partitioner;
        this.topic = topic;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int of(@Nullable String vpn, String address) {
        return partitioner.applyAsInt(new AddressKey("", vpn, address).place());
    }

    @Override
    public TenureReader open(int partition) {
        return new TenureReader(store(HistoryStores.TENURES, partition), store(HistoryStores.CLIENTS, partition));
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
        try {
            ReadOnlyKeyValueStore<Bytes, byte[]> store = streams.store(
                    StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                            .withPartition(partition));
            // Kafka Streams returns a store in any state; only a read shows whether it is open here.
            store.approximateNumEntries();
            return store;
        } catch (IllegalStateException e) {
            throw new InvalidStateStoreException("Kafka Streams is " + streams.state(), e);
        }
    }

    @Override
    public @Nullable String hostOf(int partition) {
        for (StreamsMetadata instance : instances()) {
            boolean has = instance.topicPartitions().stream()
                    .anyMatch(one -> one.partition() == partition && one.topic().equals(topic));
            if (has && !instance.hostInfo().equals(HostInfo.unavailable())) {
                String host = instance.host();
                return (host.contains(":") ? "[" + host + "]" : host) + ":" + instance.port();
            }
        }
        return null;
    }

    private Collection<StreamsMetadata> instances() {
        try {
            return streams.streamsMetadataForStore(HistoryStores.TENURES);
        } catch (IllegalStateException | InvalidStateStoreException e) {
            LOG.debug("Kafka Streams is {} and does not say where stores are", streams.state(), e);
            return List.of();
        }
    }
}
