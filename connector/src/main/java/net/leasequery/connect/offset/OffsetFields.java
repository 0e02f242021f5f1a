package net.leasequery.connect.offset;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a stored offset, by their types. What an operator put in their place may be anything. */
final class OffsetFields {

    private static final int LONGEST_TEXT = 8_192;

    private final Map<String, ?> offset;

    /** @param offset as the offset storage returns it: texts, and integers of any width */
    OffsetFields(Map<String, ?> offset) {
        this.offset = offset;
    }

    Set<String> keys() {
        return Set.copyOf(offset.keySet());
    }

    boolean has(String key) {
        return offset.get(key) != null;
    }

    /**
     * The text under a key; null if there is none.
     *
     * @throws UnreadableOffsetException if it is no text, empty, or longer than any that is written
     */
    @Nullable
    String text(String key) {
        Object value = offset.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw unreadable("\"" + key + "\" is not a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    /**
     * The integer under a key; null if there is none.
     *
     * @throws UnreadableOffsetException if it is no integer, or not one from {@code min} to {@code max}
     */
    @Nullable
    Long integer(String key, long min, long max) {
        Object value = offset.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)) {
            throw unreadable("\"" + key + "\" is not an integer but " + value);
        }
        long integer = ((Number) value).longValue();
        if (integer < min || integer > max) {
            throw unreadable("\"" + key + "\" is " + integer + "; allowed is " + min + " to " + max);
        }
        return integer;
    }

    UnreadableOffsetException unreadable(String reason) {
        return new UnreadableOffsetException("Source offset " + offset + " cannot be read: " + reason);
    }
}
