package net.leasequery.transforms.internal.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads the binding of a record, each field once. Positions of fields are looked up once per schema. Thread-safe. */
public final class LeaseReader {

    private static final String RELAY = "relay";
    private static final BindingField[] ALL = BindingField.values();

    private final Set<String> resyncOrigins;
    private final SchemaCache<Plan> plans = new SchemaCache<>(schema -> plan(schema, false));

    private record Read(Field from, BindingField to) {}

    private record Plan(
            List<Read> reads,
            @Nullable Field relay,
            @Nullable Plan ofRelay) {

        void read(Struct struct, @Nullable Object[] values) {
            for (Read read : reads) {
                Object value = struct.get(read.from());
                if (value != null) {
                    read.to().put(values, read.to().read(value));
                }
            }
            if (relay != null && ofRelay != null && struct.get(relay) instanceof Struct inner) {
                ofRelay.read(inner, values);
            }
        }
    }

    /**
     * Creates a reader.
     *
     * @param resyncOrigins origins of records that report the present state and not a change
     */
    public LeaseReader(Set<String> resyncOrigins) {
        this.resyncOrigins = resyncOrigins;
    }

    private static Plan plan(Schema schema, boolean ofRelay) {
        List<Read> reads = new ArrayList<>();
        for (BindingField field : ALL) {
            Field from = field.isOfRelay() == ofRelay ? schema.field(field.fieldName()) : null;
            if (from != null) {
                reads.add(new Read(from, field));
            }
        }
        Field relay = ofRelay ? null : schema.field(RELAY);
        return relay != null && relay.schema().type() == Schema.Type.STRUCT
                ? new Plan(List.copyOf(reads), relay, plan(relay.schema(), true))
                : new Plan(List.copyOf(reads), null, null);
    }

    /**
     * Reads the binding of a record.
     *
     * @param record whose kind is {@link RecordKind#BINDING}
     * @throws DataException if a field has a type that the connector does not write, or address or server is missing
     */
    public Lease read(ConnectRecord<?> record) {
        @Nullable Object[] values = BindingField.noValues();
        if (record.value() instanceof Struct struct) {
            plans.get(struct.schema()).read(struct, values);
        } else if (record.value() instanceof Map<?, ?> map) {
            read(map, map.get(RELAY) instanceof Map<?, ?> relay ? relay : Map.of(), values);
        } else {
            throw new DataException("The record is not a binding");
        }
        return new Lease(values, record.timestamp(), resyncOrigins);
    }

    private static void read(Map<?, ?> binding, Map<?, ?> relay, @Nullable Object[] values) {
        for (BindingField field : ALL) {
            Object value = (field.isOfRelay() ? relay : binding).get(field.fieldName());
            if (value != null) {
                field.put(values, field.read(value));
            }
        }
    }
}
