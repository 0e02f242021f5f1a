package net.leasequery.streams.lookup.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.leasequery.Lookup;
import net.leasequery.LookupKey;
import net.leasequery.streams.lookup.source.LookupLog;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.records.ConverterSettings;
import net.leasequery.streams.records.Converters;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicLookupLogTest {
    private static final LookupLog.LookedUp LOOKED_UP = new LookupLog.LookedUp(
            "id-1",
            Instant.parse("2026-11-26T10:00:00Z"),
            "alice",
            "192.0.2.1",
            "LEASES",
            Map.of("address", "10.1.2.3"),
            "case 7",
            2);

    private final Converters converters = new Converters(new ConverterSettings(Map.of(), Map.of(), List.of()));
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final AcknowledgedWriter writer = new AcknowledgedWriter(producer, converters);
    private final LookupLog log = new TopicLookupLog(writer, "campus.lookups");

    @AfterEach
    void close() {
        writer.close();
        converters.close();
    }

    private CompletableFuture<Boolean> write() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                log.write(LOOKED_UP);
                return true;
            } catch (UnavailableException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void returnsOnceTheRecordIsAcknowledged() {
        CompletableFuture<Boolean> written = write();
        await().until(() -> producer.history().size() == 1);

        assertThat(written).isNotDone();
        producer.completeNext();

        assertThat(written).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(true);
        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(record.topic()).isEqualTo("campus.lookups");
        GenericRecord key =
                converters.readKey(record.topic(), new RecordHeaders(), record.key(), LookupKey.getClassSchema());
        assertThat(key.get("caller")).hasToString("alice");
        GenericRecord value =
                converters.readValue(record.topic(), new RecordHeaders(), record.value(), Lookup.getClassSchema());
        assertThat(value.get("lookupId")).hasToString("id-1");
        assertThat(value.get("askedAt")).isEqualTo(LOOKED_UP.askedAt().toEpochMilli());
        assertThat(value.get("question")).isEqualTo(Map.of("address", "10.1.2.3"));
        assertThat(value.get("reason")).hasToString("case 7");
        assertThat(value.get("results")).isEqualTo(2);
    }

    @Test
    void saysThatARecordWasNotAcknowledged() {
        CompletableFuture<Boolean> written = write();
        await().until(() -> producer.history().size() == 1);
        producer.errorNext(new TimeoutException("no broker"));

        assertThat(written).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(false);
    }

    @Test
    void saysThatNothingCanBeSent() {
        producer.sendException = new KafkaException("closed");

        assertThatThrownBy(() -> log.write(LOOKED_UP))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("campus.lookups");
    }

    @Test
    void aTableKeepsWhatMattersMost() {
        TopicTable table =
                new TopicTable(2, value -> String.valueOf(value.get("kind")).equals("CLOSED"));
        for (String name : List.of("a", "b", "c")) {
            table.put(key(name), value("CLOSED"));
        }
        table.put(key("open"), value("OPEN"));

        assertThat(table.isComplete()).isFalse();
        assertThat(names(table)).containsExactly("b", "c", "open");
        table.put(key("c"), value("OPEN"));
        table.put(key("b"), null);
        assertThat(names(table)).containsExactly("c", "open");
        table.put(key("d"), value("OPEN"));
        assertThat(names(table)).containsExactly("c", "d");
    }

    private static List<String> names(TopicTable table) {
        return table
                .matching(all -> true, Comparator.comparing(entry -> TopicTable.text(entry.key(), "caller")))
                .stream()
                .map(entry -> TopicTable.text(entry.key(), "caller"))
                .toList();
    }

    private static GenericRecord key(String name) {
        GenericRecord key = new GenericData.Record(LookupKey.getClassSchema());
        key.put("caller", name);
        return key;
    }

    private static GenericRecord value(String kind) {
        GenericRecord value = new GenericData.Record(Lookup.getClassSchema());
        value.put("kind", kind);
        return value;
    }
}
