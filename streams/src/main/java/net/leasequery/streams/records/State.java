package net.leasequery.streams.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.leasequery.Binding;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Schemas of repartition topics and stores. Like the public schemas, they may only gain fields with a default. */
public final class State {
    private static final Map<String, Schema> SCHEMAS = load();
    private static final Map<String, List<Default>> DEFAULTS = new ConcurrentHashMap<>();

    /** The last record of one server about one address. */
    public static final Schema VIEW_UPDATE = schema("ViewUpdate");
    /** A difference that is or may become a finding. */
    public static final Schema TROUBLE = schema("Trouble");
    /** One client's hold on one address. */
    public static final Schema HOLDING = schema("Holding");
    /** The state of one address in one group. */
    public static final Schema ADDRESS = schema("AddressState");
    /** The addresses of one client. */
    public static final Schema CLIENT = schema("ClientState");
    /** A sign of life of one server. */
    public static final Schema SIGNAL = schema("Signal");
    /** The state of one server. */
    public static final Schema MEMBER = schema("MemberState");
    /** How far the view of one server is complete. */
    public static final Schema COMPLETENESS = schema("Completeness");

    /** The last statement of one server about one address, for the history. */
    public static final Schema STATEMENT = schema("Statement");
    /** The state of one address in one group, for its history. */
    public static final Schema ADDRESS_HISTORY = schema("AddressHistory");
    /** A tenure that may still change. */
    public static final Schema RECENT_TENURE =
            ADDRESS_HISTORY.getField("recent").schema().getElementType();
    /** A command to the history. */
    public static final Schema COMMAND = schema("Command");

    private State() {}

    private static Map<String, Schema> load() {
        Schema.Parser parser = new Schema.Parser();
        parser.addTypes(List.of(Binding.getClassSchema()));
        try (InputStream file = State.class.getResourceAsStream("state.avsc")) {
            if (file == null) {
                throw new IllegalStateException("state.avsc is missing from the class path");
            }
            Map<String, Schema> schemas = new HashMap<>();
            for (Schema type : parser.parse(file).getTypes()) {
                schemas.put(type.getName(), type);
            }
            return schemas;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema schema(String name) {
        Schema schema = SCHEMAS.get(name);
        if (schema == null) {
            throw new IllegalStateException("state.avsc lacks " + name);
        }
        return schema;
    }

    /** Returns a record of this schema with its defaults; a field without a default is null until it is set. */
    public static GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        for (Default each : DEFAULTS.computeIfAbsent(schema.getFullName(), name -> defaults(schema))) {
            Object value = each.value();
            record.put(each.position(), value != null ? value : copyOfDefault(each.field()));
        }
        return record;
    }

    private static List<Default> defaults(Schema schema) {
        return schema.getFields().stream()
                .filter(Schema.Field::hasDefaultValue)
                .filter(field -> !JsonProperties.NULL_VALUE.equals(field.defaultVal()))
                .map(field -> {
                    Object value = GenericData.get().getDefaultValue(field);
                    boolean immutable = value instanceof Boolean || value instanceof Long;
                    return new Default(field, field.pos(), immutable ? value : null);
                })
                .toList();
    }

    private static Object copyOfDefault(Schema.Field field) {
        return GenericData.get().deepCopy(field.schema(), GenericData.get().getDefaultValue(field));
    }

    /**
     * A default that is not null. Cached because Avro looks defaults up under a lock.
     *
     * @param value null if the default is mutable and has to be copied for each record
     */
    private record Default(
            Schema.Field field, int position, @Nullable Object value) {}

    /** Whether a record has this schema. */
    public static boolean is(@Nullable Object record, Schema schema) {
        return record instanceof GenericRecord generic
                && generic.getSchema().getFullName().equals(schema.getFullName());
    }

    /** Returns a text; null if the field is null. */
    public static @Nullable String text(GenericRecord record, String field) {
        Object value = record.get(field);
        return value == null ? null : value.toString();
    }

    /** Returns a text that every such record has. */
    public static String required(GenericRecord record, String field) {
        Object value = record.get(field);
        if (value == null) {
            throw new IllegalStateException(record.getSchema().getName() + " without " + field);
        }
        return value.toString();
    }

    /** Returns a number; null if the field is null. */
    public static @Nullable Long number(GenericRecord record, String field) {
        return (Long) record.get(field);
    }

    /** Returns a number; 0 if the field is null. */
    public static long longOf(GenericRecord record, String field) {
        return record.get(field) instanceof Long value ? value : 0L;
    }

    /** Returns a flag; false if the field is null. */
    public static boolean flag(GenericRecord record, String field) {
        return Boolean.TRUE.equals(record.get(field));
    }
}
