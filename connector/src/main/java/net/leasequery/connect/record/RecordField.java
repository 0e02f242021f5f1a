package net.leasequery.connect.record;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field that is written for each binding. Since Kafka 4.0 {@link Struct#put(Field, Object)} builds a string with the
 * field's name before it checks the value, for a message that is hardly ever needed. A field without a name avoids that
 * string and is checked in the same way; a rejected value is put once more by name, so that the message contains the
 * name. Immutable.
 */
final class RecordField {

    private final Field named;
    private final Field unnamed;

    @SuppressWarnings("NullAway") // Connect does not check the name.
    private RecordField(Field named) {
        this.named = named;
        this.unnamed = new Field(null, named.index(), named.schema());
    }

    /** Returns a field of this schema. */
    static RecordField of(Schema schema, String name) {
        return new RecordField(schema.field(name));
    }

    /**
     * Sets the field.
     *
     * @throws DataException with the name of the field, if its schema does not allow the value
     */
    void put(Struct struct, Object value) {
        try {
            struct.put(unnamed, value);
        } catch (DataException e) {
            struct.put(named, value);
            throw e;
        }
    }

    /**
     * Sets an optional field if the value is known. A field that is not set is already null, which needs no check
     * against its schema.
     */
    void putIfKnown(Struct struct, @Nullable Object value) {
        if (value != null) {
            put(struct, value);
        }
    }
}
