package net.leasequery.streams.records;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Makes Avro records of a converter's values: structures with a schema, or maps of schemaless JSON, in which octets are
 * base64 and times are numbers. Fields that are not in the data contract are ignored.
 */
@SuppressWarnings("JavaUtilDate") // Connect's Timestamp is one.
public final class FromConnect {

    /** The end of the year 9999 in milliseconds: keeps sums and differences of times in range. */
    private static final long LARGEST = 253_402_300_799_999L;

    private FromConnect() {}

    /**
     * Returns the record in the form of the data contract.
     *
     * @throws UnreadableRecordException if a required field is missing, or a field is of another type
     */
    public static GenericRecord record(@Nullable Object connect, Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(member(connect, field.name(), schema), field.schema(), field.name()));
        }
        return record;
    }

    private static @Nullable Object member(@Nullable Object connect, String name, Schema schema) {
        if (connect instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        if (connect instanceof Map<?, ?> map) {
            return map.get(name);
        }
        throw new UnreadableRecordException(schema.getName() + " is not a structure but "
                + (connect == null ? "null" : connect.getClass().getSimpleName()));
    }

    private static @Nullable Object value(@Nullable Object connect, Schema schema, String name) {
        return switch (schema.getType()) {
            case UNION ->
                connect == null ? null : value(connect, schema.getTypes().get(1), name);
            case RECORD -> record(connect, schema);
            case STRING -> text(connect, name);
            case BOOLEAN -> flag(connect, name);
            case INT -> integer(connect, name);
            case LONG -> number(connect, name);
            case BYTES -> octets(connect, name);
            case MAP -> map(connect, schema, name);
            case ARRAY -> list(connect, schema, name);
            default -> throw new IllegalArgumentException("No field of the contract is a " + schema.getType());
        };
    }

    private static String text(@Nullable Object connect, String name) {
        if (connect instanceof String text) {
            return text;
        }
        throw wrong(connect, name, "a text");
    }

    private static boolean flag(@Nullable Object connect, String name) {
        if (connect instanceof Boolean flag) {
            return flag;
        }
        throw wrong(connect, name, "true or false");
    }

    private static long number(@Nullable Object connect, String name) {
        long number;
        if (connect instanceof Date date) {
            number = date.getTime();
        } else if (connect instanceof Number given) {
            number = given.longValue();
        } else {
            throw wrong(connect, name, "a number");
        }
        if (Math.abs(number) > LARGEST || number == Long.MIN_VALUE) {
            throw new UnreadableRecordException("Field " + name + " is " + number + ", which no time or number can be");
        }
        return number;
    }

    private static int integer(@Nullable Object connect, String name) {
        long number = number(connect, name);
        if (number != (int) number) {
            throw wrong(connect, name, "a number of 32 bits");
        }
        return (int) number;
    }

    private static ByteBuffer octets(@Nullable Object connect, String name) {
        if (connect instanceof ByteBuffer buffer) {
            return buffer;
        }
        if (connect instanceof byte[] octets) {
            return ByteBuffer.wrap(octets);
        }
        if (connect instanceof String base64) {
            try {
                return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            } catch (IllegalArgumentException e) {
                throw new UnreadableRecordException("Field " + name + " is not base64", e);
            }
        }
        throw wrong(connect, name, "octets");
    }

    /** Returns an empty map if the value is not a map, as with {@code options.format} {@code json} or {@code none}. */
    private static Map<String, @Nullable Object> map(@Nullable Object connect, Schema schema, String name) {
        Map<String, @Nullable Object> map = new HashMap<>();
        if (connect instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> map.put(String.valueOf(key), value(value, schema.getValueType(), name)));
        }
        return map;
    }

    private static List<@Nullable Object> list(@Nullable Object connect, Schema schema, String name) {
        if (!(connect instanceof List<?> elements)) {
            throw wrong(connect, name, "a list");
        }
        List<@Nullable Object> list = new ArrayList<>(elements.size());
        elements.forEach(element -> list.add(value(element, schema.getElementType(), name)));
        return list;
    }

    private static UnreadableRecordException wrong(@Nullable Object connect, String name, String expected) {
        String found = connect == null ? "missing" : "a " + connect.getClass().getSimpleName();
        return new UnreadableRecordException("Field " + name + " is " + found + ", not " + expected);
    }
}
