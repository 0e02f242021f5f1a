package net.leasequery.transforms.internal.binding;

import java.util.function.Consumer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field that is written for each record. Since Kafka 4.0, {@link Struct#put(Field, Object)} formats the field's name
 * before it checks the value, for an error message that is rarely needed; this is half of its time. A field without a
 * name avoids that and is checked alike. A rejected value is put once more by name, so that the message has the name.
 * Immutable.
 */
public final class TargetField {

    private final Field named;
    private final Field unnamed;

    private final boolean filledLast;

    private TargetField(Field named, Field unnamed, boolean filledLast) {
        this.named = named;
        this.unnamed = unnamed;
        this.filledLast = filledLast;
    }

    /** Creates the target of a field of a schema. */
    @SuppressWarnings("NullAway") // Connect does not check the name.
    public static TargetField of(Field field) {
        Schema schema = field.schema();
        return new TargetField(
                field,
                new Field(null, field.index(), schema),
                schema.type() == Schema.Type.STRUCT && Schemas.allowEmpty(schema));
    }

    public String name() {
        return named.name();
    }

    public Schema schema() {
        return named.schema();
    }

    /** Returns the value of the field. */
    public @Nullable Object get(Struct struct) {
        return struct.get(named);
    }

    /**
     * Sets the field.
     *
     * @throws DataException with the name of the field, if its schema does not allow the value
     */
    public void put(Struct struct, @Nullable Object value) {
        try {
            struct.put(unnamed, value);
        } catch (DataException e) {
            struct.put(named, value);
            throw e;
        }
    }

    /**
     * Sets the field to a structure, and fills the structure. If the schema allows it, the structure is put while it is
     * empty: Connect checks a structure completely when it is put, and each of its values again when that is put.
     *
     * @param inner empty structure
     * @param values puts the values
     * @throws DataException with the name of the field, if its schema does not allow the value
     */
    public void put(Struct struct, Struct inner, Consumer<Struct> values) {
        if (filledLast) {
            put(struct, inner);
            values.accept(inner);
        } else {
            values.accept(inner);
            put(struct, inner);
        }
    }
}
