package net.leasequery.connect.record;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import net.leasequery.codec.Octets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Form of the field {@code options} of a binding. The event id and the content digest are the same in every form. */
public enum OptionsFormat {

    /** A map from decimal option code to octets: the form of the Avro contract. */
    MAP {
        @Override
        void define(SchemaBuilder binding) {
            binding.field(
                    FIELD,
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.BYTES_SCHEMA).build());
        }

        @Override
        void put(Struct binding, RecordField field, Map<Integer, Octets> options) {
            Map<String, byte[]> byCode = options.isEmpty() ? new HashMap<>(0) : new HashMap<>();
            // Put while it is empty: a map is checked entry by entry, and these have the types that it wants.
            field.put(binding, byCode);
            options.forEach((code, octets) -> byCode.put(code.toString(), octets.toByteArray()));
        }
    },

    /** A JSON object in a text, from decimal option code, in ascending order, to octets in hexadecimal. */
    JSON {
        @Override
        void define(SchemaBuilder binding) {
            binding.field(FIELD, Schema.STRING_SCHEMA);
        }

        @Override
        void put(Struct binding, RecordField field, Map<Integer, Octets> options) {
            StringJoiner json = new StringJoiner(",", "{", "}");
            new TreeMap<>(options).forEach((code, octets) -> json.add("\"" + code + "\":\"" + octets.toHex() + "\""));
            field.put(binding, json.toString());
        }
    },

    /** The field is left out. */
    NONE {
        @Override
        void define(SchemaBuilder binding) {
            // A binding without the field.
        }

        @Override
        void put(Struct binding, RecordField field, Map<Integer, Octets> options) {
            // A binding without the field.
        }
    };

    private static final String FIELD = "options";

    /** Adds the field, if this form has it, to the schema of a binding. */
    abstract void define(SchemaBuilder binding);

    /** Sets the field that this form has. */
    abstract void put(Struct binding, RecordField field, Map<Integer, Octets> options);
}
