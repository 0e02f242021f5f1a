package net.leasequery.transforms.internal.siem;

import java.util.function.Function;
import net.leasequery.transforms.internal.binding.Lease;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a model: its path, and the source of its value.
 *
 * @param path names from the outermost object to the attribute, joined by dots
 * @param type of the value
 * @param insisted whether the model requires the attribute; without it the output is incomplete
 * @param source of the value in words, for the documentation
 * @param value derived from the binding; null if not known
 */
public record Attribute(
        String path, ValueType type, boolean insisted, String source, Function<Lease, @Nullable Object> value) {

    static Attribute text(String path, String source, Function<Lease, @Nullable Object> value) {
        return new Attribute(path, ValueType.TEXT, false, source, value);
    }

    static Attribute typed(String path, ValueType type, String source, Function<Lease, @Nullable Object> value) {
        return new Attribute(path, type, false, source, value);
    }

    /** Returns an attribute with the same value in each event. */
    static Attribute constant(String path, Object value) {
        return new Attribute(
                path,
                value instanceof Integer ? ValueType.INTEGER : ValueType.TEXT,
                false,
                "`" + value + "`",
                lease -> value);
    }

    /** Returns this attribute as a required one. */
    Attribute insistedOn() {
        return new Attribute(path, type, true, source, value);
    }

    /** Returns this attribute at another path. */
    Attribute at(String otherPath) {
        return new Attribute(otherPath, type, insisted, source, value);
    }
}
