package net.leasequery.transforms.internal.binding;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * One value in each of the forms that converters give it. The schemaless JSON converter reads octets as
 * base64 and moments as numbers; structures have octets as arrays or buffers and moments as {@link Date}.
 */
final class FieldValues {

    private FieldValues() {}

    static @Nullable String text(String field, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        if (value instanceof CharSequence) {
            return value.toString();
        }
        throw unreadable(field, value, "a text");
    }

    static byte @Nullable [] octets(String field, @Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
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

    static @Nullable Long number(String field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw unreadable(field, value, "a number");
    }

    static @Nullable Long millis(String field, @Nullable Object value) {
        return value instanceof Date date ? (Long) date.toInstant().toEpochMilli() : number(field, value);
    }

    static boolean flag(String field, @Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw unreadable(field, value, "true or false");
    }

    /** Names the type and never the value, which may be personal data. */
    private static DataException unreadable(String field, Object value, String wanted) {
        return new DataException("Field " + field + " of a binding is "
                + value.getClass().getName() + " and not "
                + wanted + ": give the transform records as the connector writes them, through a converter that keeps"
                + " their types, or put it before the transform that changed the field");
    }
}
