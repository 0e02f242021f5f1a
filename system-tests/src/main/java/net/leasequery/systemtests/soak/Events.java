package net.leasequery.systemtests.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The events of an events topic, and their number by type. One thread at a time. */
final class Events {

    private final Map<String, Long> byType = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private Phase phase = Phase.CATCH_UP;

    void count(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord event) {
            String type = event.get("type").toString();
            byType.merge(type, 1L, Long::sum);
            lines.add(event.toString());
            phase = phase.after(type);
        }
    }

    /** The phase of the connector when it wrote the last event. */
    Phase phase() {
        return phase;
    }

    /** Each event as JSON, oldest first. */
    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    long of(String type) {
        return byType.getOrDefault(type, 0L);
    }

    @Override
    public String toString() {
        return byType.toString();
    }
}
