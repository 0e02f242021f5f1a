package net.leasequery.connect.record;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A source record that equals only itself. Kafka Connect collects the records of a transaction in a map, where two
 * records with the same content would be reported as one, with the offset of the second.
 */
class LeaseRecord extends SourceRecord {

    LeaseRecord(
            Map<String, ?> sourcePartition,
            Map<String, ?> sourceOffset,
            String topic,
            Schema keySchema,
            Struct key,
            @Nullable Schema valueSchema,
            @Nullable Struct value,
            long timestampMillis,
            Headers headers) {
        super(sourcePartition, sourceOffset, topic, null, keySchema, key, valueSchema, value, timestampMillis, headers);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }
}
