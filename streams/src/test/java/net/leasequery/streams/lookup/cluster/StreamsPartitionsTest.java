package net.leasequery.streams.lookup.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import net.leasequery.streams.history.HistoryStores;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsPartitionsTest {

    @TempDir
    Path folder;

    /** Kafka Streams may take a minute to stop after a failure; callers are to come back or to ask another instance. */
    @Test
    void nothingIsKnownWhileKafkaStreamsDoesNotRun() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.table(
                "input", Consumed.with(Serdes.Bytes(), Serdes.ByteArray()), Materialized.as(HistoryStores.TENURES));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        try (KafkaStreams streams = new KafkaStreams(builder.build(), properties)) {
            StreamsPartitions partitions = new StreamsPartitions(streams, 1, place -> 0, "input");
            assertNothingIsKnown(partitions);

            streams.close(Duration.ofSeconds(10));
            assertNothingIsKnown(partitions);
        }
    }

    private static void assertNothingIsKnown(StreamsPartitions partitions) {
        assertThat(partitions.hostOf(0)).isNull();
        assertThatThrownBy(() -> partitions.open(0)).isInstanceOf(InvalidStateStoreException.class);
    }
}
