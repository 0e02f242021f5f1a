package net.leasequery.connect.offset;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a stored offset, by type. An operator may have replaced them with anything. */
final class OffsetFields {

    private static final int LONGEST_TEXT = 8_192;

    private final Map<String, ?> offset;

    /**
     * @param offset as the offset storage returns it: strings, and integers of any width
     */
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
     * Returns the text under a key; null if there is none.
     *
     * @throws UnreadableOffsetException if it is not text, is empty, or is longer than any text that is written
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
     * Returns the integer under a key; null if there is none.
     *
     * @throws UnreadableOffsetException if it is not an integer from {@code min} to {@code max}
     */
    @Nullable
    Long integer(String key, long min, long max) {
        Object value = offset.get(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)) {
            throw unreadable("\"" + key + "\" is not an integer but "
                    + (value instanceof String text ? "the text \"" + text + "\"" : value));
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
