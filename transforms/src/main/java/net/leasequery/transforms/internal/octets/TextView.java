package net.leasequery.transforms.internal.octets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.transforms.internal.binding.Fields;
import net.leasequery.transforms.internal.binding.SchemaCache;
import net.leasequery.transforms.internal.binding.Schemas;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Adds fields to bindings; all that they had stays. Thread-safe. */
public final class TextView {

    private static final String RELAY = "relay";

    private final AddedFields added;
    private final SchemaCache<Schema> schemas = new SchemaCache<>(this::extended);

    public TextView(AddedFields added) {
        this.added = added;
    }

    /** Schema of the binding with the added fields; the same object for the same schema. */
    public Schema schema(Schema schema) {
        return schemas.get(schema);
    }

    private Schema extended(Schema schema) {
        return extended(schema, added.ofBinding());
    }

    private Schema extended(Schema schema, List<AddedField> fields) {
        SchemaBuilder builder = Schemas.like(schema);
        for (Field field : schema.fields()) {
            boolean relay = field.name().equals(RELAY) && field.schema().type() == Schema.Type.STRUCT;
            builder.field(field.name(), relay ? extended(field.schema(), added.ofRelay()) : field.schema());
        }
        for (AddedField field : fields) {
            if (schema.field(field.source()) != null && schema.field(field.name()) == null) {
                builder.field(field.name(), field.schema());
            }
        }
        return builder.build();
    }

    /** The binding with the added fields. */
    public Struct of(Struct binding) {
        return copy(binding, schema(binding.schema()), added.ofBinding());
    }

    private Struct copy(Struct from, Schema schema, List<AddedField> fields) {
        Struct to = new Struct(schema);
        for (Field field : from.schema().fields()) {
            Field target = schema.field(field.name());
            Object value = from.get(field);
            to.put(
                    target,
                    field.name().equals(RELAY) && value instanceof Struct relay
                            ? copy(relay, target.schema(), added.ofRelay())
                            : value);
        }
        Fields source = new Fields(from);
        for (AddedField field : fields) {
            Field target = schema.field(field.name());
            if (target != null) {
                to.put(target, field.value().apply(source));
            }
        }
        return to;
    }

    /** The same for a value without a schema. Fields whose octets are not known are not added. */
    public Map<String, Object> of(Map<?, ?> binding) {
        return copy(binding, added.ofBinding());
    }

    private Map<String, Object> copy(Map<?, ?> from, List<AddedField> fields) {
        Map<String, Object> to = new LinkedHashMap<>();
        from.forEach((name, value) -> put(
                to,
                String.valueOf(name),
                RELAY.equals(name) && value instanceof Map<?, ?> relay ? copy(relay, added.ofRelay()) : value));
        Fields source = new Fields(from);
        for (AddedField field : fields) {
            Object value = field.value().apply(source);
            if (value != null) {
                to.putIfAbsent(field.name(), value);
            }
        }
        return to;
    }

    @SuppressWarnings("NullAway") // Maps of records have null values for what is not known.
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }
}
