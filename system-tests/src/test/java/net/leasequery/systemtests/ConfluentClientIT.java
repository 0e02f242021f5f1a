package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Confluent's own registry client and the decoder of Flink's {@code avro-confluent} format read what the
 * worker wrote. Both come, relocated, in one jar of Flink's, as Confluent's are not on Maven Central.
 */
@ExtendWith(ConnectClusterExtension.class)
class ConfluentClientIT {
    private static final int SCHEMAS_CACHED = 10;

    @Test
    void aConfluentClientReadsKeysAndValues(ConnectCluster cluster, ConnectedServer server) throws Exception {
        server.churnUntilRead(100);
        ConfluentSchemaRegistryCoder coder = new ConfluentSchemaRegistryCoder(
                new CachedSchemaRegistryClient(cluster.registry().confluentApi().toString(), SCHEMAS_CACHED));

        ConsumerRecord<byte[], byte[]> record = firstRecord(cluster, server.name() + ".bindings");
        GenericRecord key = read(coder, record.key());
        GenericRecord value = read(coder, record.value());

        assertThat(key.getSchema().getFullName()).isEqualTo("net.leasequery.BindingKey");
        assertThat(value.getSchema().getFullName()).isEqualTo("net.leasequery.Binding");
        assertThat(key.get("server")).hasToString("lab");
        assertThat(value.get("address")).isEqualTo(key.get("address"));
    }

    private static GenericRecord read(ConfluentSchemaRegistryCoder coder, byte[] bytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        Schema schema = coder.readSchema(in);
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
    }

    private static ConsumerRecord<byte[], byte[]> firstRecord(ConnectCluster cluster, String topic) {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", cluster.broker().bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            return Awaitility.await()
                    .until(() -> consumer.poll(Duration.ofMillis(500)), records -> !records.isEmpty())
                    .iterator()
                    .next();
        }
    }
}
