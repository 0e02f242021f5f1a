package net.leasequery.simulator.report;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Builds one JSON object on one line. Null values are left out. Keys are written unchanged and must not need escapes.
 * Written by hand because the simulator needs only a few types and would otherwise bring a JSON library into every
 * test's class path.
 */
public final class JsonLine {

    private final StringBuilder json = new StringBuilder("{");
    private final Predicate<String> wanted;

    /** An empty object. */
    public JsonLine() {
        this(key -> true);
    }

    /** An empty object that accepts only keys that are {@code wanted}. */
    public JsonLine(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** A text, escaped. */
    public JsonLine put(String key, @Nullable String value) {
        if (value != null && wanted.test(key)) {
            key(key).append('"');
            value.chars().forEach(this::appendEscaped);
            json.append('"');
        }
        return this;
    }

    /** A number. */
    public JsonLine put(String key, long value) {
        if (wanted.test(key)) {
            key(key).append(value);
        }
        return this;
    }

    /** A truth value. */
    public JsonLine put(String key, boolean value) {
        if (wanted.test(key)) {
            key(key).append(value);
        }
        return this;
    }

    /** Octets as lower-case hexadecimal text. */
    public JsonLine put(String key, @Nullable Octets value) {
        return put(key, value == null ? null : value.toHex());
    }

    /** A time as milliseconds since 1970. */
    public JsonLine put(String key, @Nullable Instant value) {
        return value == null ? this : put(key, value.toEpochMilli());
    }

    /** Numbers in an array. */
    public JsonLine put(String key, @Nullable List<Integer> values) {
        if (values != null && wanted.test(key)) {
            key(key).append(values.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
        }
        return this;
    }

    /** An object; left out if it has no keys. */
    public JsonLine put(String key, JsonLine object) {
        if (object.json.length() > 1 && wanted.test(key)) {
            key(key).append(object);
        }
        return this;
    }

    /** The object, without a line break. */
    @Override
    public String toString() {
        return json + "}";
    }

    private StringBuilder key(String key) {
        if (json.length() > 1) {
            json.append(',');
        }
        return json.append('"').append(key).append("\":");
    }

    private void appendEscaped(int character) {
        if (character == '"' || character == '\\') {
            json.append('\\').append((char) character);
        } else if (character < ' ') {
            json.append(String.format("\\u%04x", character));
        } else {
            json.append((char) character);
        }
    }
}
