package net.leasequery.transforms.internal.siem;

import java.util.function.Function;
import net.leasequery.transforms.internal.binding.Lease;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a model: where it stands, and where its value comes from.
 *
 * @param path names from the outermost object to the attribute, joined by dots
 * @param type of the value
 * @param insisted on by the model; without it the output is incomplete
 * @param source the value's origin in words, for the documentation
 * @param value from the binding; gives null where nothing is known
 */
public record Attribute(
        String path, ValueType type, boolean insisted, String source, Function<Lease, @Nullable Object> value) {

    static Attribute text(String path, String source, Function<Lease, @Nullable Object> value) {
        return new Attribute(path, ValueType.TEXT, false, source, value);
    }

    static Attribute typed(String path, ValueType type, String source, Function<Lease, @Nullable Object> value) {
        return new Attribute(path, type, false, source, value);
    }

    /** The same value in each event. */
    static Attribute constant(String path, Object value) {
        return new Attribute(
                path,
                value instanceof Integer ? ValueType.INTEGER : ValueType.TEXT,
                false,
                "`" + value + "`",
                lease -> value);
    }

    /** The same attribute, without which the output is incomplete. */
    Attribute insistedOn() {
        return new Attribute(path, type, true, source, value);
    }

    /** The same attribute elsewhere. */
    Attribute at(String otherPath) {
        return new Attribute(otherPath, type, insisted, source, value);
    }
}
