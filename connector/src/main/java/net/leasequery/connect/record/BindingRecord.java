package net.leasequery.connect.record;

import java.util.Map;
import net.leasequery.connect.table.Receipt;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record of the bindings topic that passes on its outcome. */
final class BindingRecord extends LeaseRecord {

    private final Receipt receipt;

    /**
     * @param receipt gets the outcome of this record
     */
    BindingRecord(
            Receipt receipt,
            Map<String, ?> sourcePartition,
            Map<String, ?> sourceOffset,
            String topic,
            Schema keySchema,
            Struct key,
            @Nullable Schema valueSchema,
            @Nullable Struct value,
            long timestampMillis,
            Headers headers) {
        super(sourcePartition, sourceOffset, topic, keySchema, key, valueSchema, value, timestampMillis, headers);
        this.receipt = receipt;
    }

    Receipt receipt() {
        return receipt;
    }
}
