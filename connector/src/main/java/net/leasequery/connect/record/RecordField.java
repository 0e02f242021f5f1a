package net.leasequery.connect.record;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field that is written for each binding. Since Kafka 4.0 {@link Struct#put(Field, Object)} makes a text of the field's
 * name before it checks the value, for a message that is hardly ever needed. A field without a name costs no text and is
 * checked alike; a value that is refused is put once more by its name, so that the message has it. Immutable.
 */
final class RecordField {

    private final Field named;
    private final Field unnamed;

    @SuppressWarnings("NullAway") // Connect checks no name.
    private RecordField(Field named) {
        this.named = named;
        this.unnamed = new Field(null, named.index(), named.schema());
    }

    /** A field of a schema that has it. */
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

    /** Sets an optional field; one that is not set is null already, which needs no check against its schema. */
    void putIfKnown(Struct struct, @Nullable Object value) {
        if (value != null) {
            put(struct, value);
        }
    }
}
