package net.leasequery.quickstart.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The known fields of one binding as text, in one form for both sides: octets in hex, times in milliseconds since
 * 1970, parts of {@code relay} as {@code relay.circuitId}. Unknown fields are absent.
 *
 * @param fields by the names of the Avro contract
 */
public record Row(SortedMap<String, String> fields) {

    public Row {
        fields = Collections.unmodifiableSortedMap(fields);
    }

    /** A line of the server's table. */
    static Row ofJson(JsonNode line) {
        SortedMap<String, String> fields = new TreeMap<>();
        collect("", line, fields);
        return new Row(fields);
    }

    /** A record of the topic. */
    static Row ofAvro(GenericRecord value) {
        SortedMap<String, String> fields = new TreeMap<>();
        collect("", value, fields);
        return new Row(fields);
    }

    /** The field's text, or null if it is unknown. */
    public @Nullable String field(String name) {
        return fields.get(name);
    }

    private static void collect(String prefix, JsonNode object, Map<String, String> into) {
        object.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                collect(name + ".", value, into);
            } else if (!value.isNull()) {
                into.put(name, value.asText());
            }
        });
    }

    private static void collect(String prefix, GenericRecord record, Map<String, String> into) {
        for (Schema.Field field : record.getSchema().getFields()) {
            String name = prefix + field.name();
            Object value = record.get(field.pos());
            if (value instanceof GenericRecord nested) {
                collect(name + ".", nested, into);
            } else if (value instanceof ByteBuffer octets) {
                into.put(name, hex(octets));
            } else if (value != null) {
                into.put(name, value.toString());
            }
        }
    }

    private static String hex(ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
