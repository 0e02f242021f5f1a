package net.leasequery.quickstart.soak;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What an events topic has told: how often of each type, and a disconnection's reason. One thread at a time. */
final class Events {

    private final Map<String, Long> byType = new TreeMap<>();

    void count(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord event) {
            byType.merge(event.get("type").toString(), 1L, Long::sum);
        }
    }

    long of(String type) {
        return byType.getOrDefault(type, 0L);
    }

    @Override
    public String toString() {
        return byType.toString();
    }
}
