package net.leasequery.transforms.internal.binding;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads values in all forms that converters produce. The schemaless JSON converter returns octets as base64 and times
 * as numbers; structures have octets as arrays or buffers and times as {@link Date}.
 */
public final class FieldValues {

    private FieldValues() {}

    static String text(String field, Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof CharSequence) {
            return value.toString();
        }
        throw unreadable(field, value, "a text");
    }

    /**
     * Returns octets.
     *
     * @param field its name, for the message
     * @throws DataException if the value has another type; the message names the field but never the value
     */
    public static byte[] octets(String field, Object value) {
        if (value instanceof byte[] octets) {
            return octets;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] octets = new byte[buffer.remaining()];
            buffer.duplicate().get(octets);
            return octets;
        }
        if (value instanceof String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw unreadable(field, value, "octets in base64");
            }
        }
        throw unreadable(field, value, "octets");
    }

    static Long number(String field, Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw unreadable(field, value, "a number");
    }

    @SuppressWarnings("JavaUtilDate") // An Instant for each moment of each record would be garbage.
    static Long millis(String field, Object value) {
        return value instanceof Date date ? (Long) date.getTime() : number(field, value);
    }

    static Boolean flag(String field, Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw unreadable(field, value, "true or false");
    }

    /** Returns an exception that names the type, but never the value, which may be personal data. */
    private static DataException unreadable(String field, Object value, String wanted) {
        return new DataException("Field " + field + " of a binding is "
                + value.getClass().getName() + " and not "
                + wanted + ": give the transform records as the connector writes them, through a converter that keeps"
                + " their types, or put it before the transform that changed the field");
    }
}
