package net.leasequery.connect.record;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import net.leasequery.codec.Octets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Format of the field {@code options} of a binding. The event id and the content digest are the same in every format.
 */
public enum OptionsFormat {

    /** A map from decimal option code to octets: the format of the Avro contract. */
    MAP {
        @Override
        void define(SchemaBuilder binding) {
            binding.field(
                    FIELD,
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.BYTES_SCHEMA).build());
        }

        @Override
        void put(Struct binding, RecordField field, Map<Integer, Octets> options) {
            // No more room than needed: most bindings have no option or one, and the default is room for twelve.
            Map<String, byte[]> byCode = new HashMap<>(2 * options.size());
            // Put while it is still empty: putting a map validates each entry, and these have the right types.
            field.put(binding, byCode);
            options.forEach((code, octets) -> byCode.put(textOf(code), octets.toByteArray()));
        }
    },

    /** A JSON object as a string, from decimal option code, in ascending order, to hexadecimal octets. */
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
            // Bindings have no such field.
        }

        @Override
        void put(Struct binding, RecordField field, Map<Integer, Octets> options) {
            // Bindings have no such field.
        }
    };

    private static final String FIELD = "options";

    /** Texts of the codes of nearly all options, so that none is made for each record. */
    private static final String[] CODES = texts(256);

    private static String[] texts(int count) {
        String[] texts = new String[count];
        for (int code = 0; code < count; code++) {
            texts[code] = Integer.toString(code);
        }
        return texts;
    }

    private static String textOf(int code) {
        return code >= 0 && code < CODES.length ? CODES[code] : Integer.toString(code);
    }

    /** Adds the field, if this format has it, to the schema of a binding. */
    abstract void define(SchemaBuilder binding);

    /** Sets the field, if this format has it. */
    abstract void put(Struct binding, RecordField field, Map<Integer, Octets> options);
}
