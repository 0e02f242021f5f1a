package net.leasequery.transforms.internal.binding;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a record: a structure or, without a schema, a map.
 *
 * @param object a {@link Struct} or a {@link Map}
 */
public record Fields(Object object) {

    /** Returns the fields of an object; null if it is neither a structure nor a map. */
    public static @Nullable Fields of(@Nullable Object object) {
        return object instanceof Struct || object instanceof Map<?, ?> ? new Fields(object) : null;
    }

    /** Returns the value as the converter made it; null if there is no such field. */
    public @Nullable Object get(String name) {
        if (object instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.get(field);
        }
        return ((Map<?, ?>) object).get(name);
    }

    /** Whether the object can have such a field, even if its value is null. */
    public boolean has(String name) {
        return object instanceof Struct struct
                ? struct.schema().field(name) != null
                : ((Map<?, ?>) object).containsKey(name);
    }

    public @Nullable String text(String name) {
        Object value = get(name);
        return value == null ? null : FieldValues.text(name, value);
    }

    public byte @Nullable [] octets(String name) {
        Object value = get(name);
        return value == null ? null : FieldValues.octets(name, value);
    }
}
