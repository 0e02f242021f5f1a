package net.leasequery.benchmarks.transform;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.transforms.internal.binding.TargetField;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The values of one output, ready to be written once more. The cost of writing them is the minimum for any transform
 * with that output: Kafka Connect creates structures and checks every value; nothing is read or computed.
 */
final class ReadyOutput {

    private final Schema schema;
    private final List<TargetField> fields = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final List<@Nullable ReadyOutput> inner = new ArrayList<>();

    ReadyOutput(Struct output) {
        this.schema = output.schema();
        for (Field field : schema.fields()) {
            Object value = output.get(field);
            if (value != null) {
                fields.add(TargetField.of(field));
                values.add(value);
                inner.add(value instanceof Struct struct ? new ReadyOutput(struct) : null);
            }
        }
    }

    Struct write() {
        Struct struct = new Struct(schema);
        write(struct);
        return struct;
    }

    private void write(Struct struct) {
        for (int i = 0; i < fields.size(); i++) {
            ReadyOutput within = inner.get(i);
            if (within == null) {
                fields.get(i).put(struct, values.get(i));
            } else {
                fields.get(i).put(struct, new Struct(within.schema), within::write);
            }
        }
    }

    /** The number of values, including those of inner structures but not the structures themselves. */
    int size() {
        int size = 0;
        for (ReadyOutput within : inner) {
            size += within == null ? 1 : within.size();
        }
        return size;
    }
}
