package net.leasequery.transforms.internal.octets;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.transforms.internal.binding.Fields;
import net.leasequery.transforms.internal.binding.SchemaCache;
import net.leasequery.transforms.internal.binding.Schemas;
import net.leasequery.transforms.internal.binding.TargetField;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Adds fields to bindings; all existing fields stay. Thread-safe. */
public final class TextView {

    private static final String RELAY = "relay";

    private final AddedFields added;
    private final SchemaCache<Plan> plans = new SchemaCache<>(this::plan);

    public TextView(AddedFields added) {
        this.added = added;
    }

    private record Copied(
            Field from, TargetField to, @Nullable Plan relay) {}

    private record Extra(AddedField field, TargetField to) {}

    /** How the structures of one schema are converted. */
    private record Plan(Schema schema, List<Copied> copied, List<Extra> extras) {

        /**
         * Copies a structure into an empty one and adds fields.
         *
         * @param to of {@link #schema}
         */
        void copy(Struct from, Struct to) {
            for (Copied each : copied) {
                Object value = from.get(each.from());
                if (value == null) {
                    continue;
                }
                Plan within = each.relay();
                if (within != null && value instanceof Struct relay) {
                    each.to().put(to, new Struct(within.schema()), copy -> within.copy(relay, copy));
                } else {
                    each.to().put(to, value);
                }
            }
            Fields source = new Fields(from);
            for (Extra each : extras) {
                Object value = each.field().value().apply(source);
                if (value != null) {
                    each.to().put(to, value);
                }
            }
        }
    }

    /** Returns the schema of the binding with the added fields; the same object for the same schema. */
    public Schema schema(Schema schema) {
        return plans.get(schema).schema();
    }

    private Plan plan(Schema schema) {
        return plan(schema, added.ofBinding());
    }

    private Plan plan(Schema schema, List<AddedField> fields) {
        SchemaBuilder builder = Schemas.like(schema);
        Map<String, Plan> relays = new HashMap<>();
        for (Field field : schema.fields()) {
            if (field.name().equals(RELAY) && field.schema().type() == Schema.Type.STRUCT) {
                Plan relay = plan(field.schema(), added.ofRelay());
                relays.put(field.name(), relay);
                builder.field(field.name(), relay.schema());
            } else {
                builder.field(field.name(), field.schema());
            }
        }
        List<AddedField> fresh = fields.stream()
                .filter(field -> schema.field(field.source()) != null && schema.field(field.name()) == null)
                .toList();
        fresh.forEach(field -> builder.field(field.name(), field.schema()));
        Schema extended = builder.build();
        return new Plan(
                extended,
                schema.fields().stream()
                        .map(field -> new Copied(field, target(extended, field.name()), relays.get(field.name())))
                        .toList(),
                fresh.stream()
                        .map(field -> new Extra(field, target(extended, field.name())))
                        .toList());
    }

    private static TargetField target(Schema schema, String name) {
        return TargetField.of(schema.field(name));
    }

    /** Returns the binding with the added fields. */
    public Struct of(Struct binding) {
        Plan plan = plans.get(binding.schema());
        Struct extended = new Struct(plan.schema());
        plan.copy(binding, extended);
        return extended;
    }

    /** Does the same for a value without a schema. Fields without known octets are not added. */
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

    @SuppressWarnings("NullAway") // Maps of records have null for unknown values.
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }
}
