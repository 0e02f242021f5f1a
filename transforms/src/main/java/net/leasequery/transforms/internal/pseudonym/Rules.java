package net.leasequery.transforms.internal.pseudonym;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import net.leasequery.transforms.internal.address.Subnets;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The action of each field, and the keys. Immutable.
 *
 * @param key that makes the tokens
 * @param previous the previous key, during a rotation
 * @param actions for each field
 * @param truncation of addresses
 * @param exempt subnets whose bindings stay unchanged
 */
public record Rules(
        TokenKey key,
        @Nullable TokenKey previous,
        Map<ProtectedField, Action> actions,
        Truncation truncation,
        Subnets exempt) {

    private static final Map<String, ProtectedField> BY_PATH = byPath();

    private static Map<String, ProtectedField> byPath() {
        Map<String, ProtectedField> byPath = new HashMap<>();
        for (ProtectedField field : ProtectedField.values()) {
            byPath.put(field.path(), field);
        }
        return Map.copyOf(byPath);
    }

    static @Nullable ProtectedField at(String path) {
        return BY_PATH.get(path);
    }

    /** Returns the field at a path if its action changes the value, else null. */
    @Nullable
    ProtectedField changing(String path) {
        ProtectedField field = at(path);
        return field == null || action(field) == Action.KEEP ? null : field;
    }

    Action action(ProtectedField field) {
        return actions.getOrDefault(field, field.byDefault());
    }

    /**
     * Returns the protected value of a field.
     *
     * @param value as the converter made it, not null
     * @param tokens of this record
     */
    @Nullable
    Object protect(ProtectedField field, Object value, RecordTokens tokens) {
        return switch (action(field)) {
            case KEEP -> value;
            case HMAC -> token(field, value, tokens);
            case TRUNCATE -> truncated(field, text(field, value));
            case DROP -> dropped(field, value);
        };
    }

    private Object token(ProtectedField field, Object value, RecordTokens tokens) {
        byte[] canonical = canonical(field, value);
        if (previous != null) {
            tokens.addPrevious(field.path(), previousToken(previous, field, canonical));
        }
        String known = field == ProtectedField.ADDRESS ? tokens.ofAddress(value) : null;
        if (known != null) {
            return known;
        }
        if (field.form() == ProtectedField.Form.NUMBER) {
            return key.number(field.kind(), canonical);
        }
        return field.form() == ProtectedField.Form.OCTETS
                ? likeIn(value, key.textOctets(field.kind(), canonical))
                : key.text(field.kind(), canonical);
    }

    private static String previousToken(TokenKey previous, ProtectedField field, byte[] canonical) {
        return field.form() == ProtectedField.Form.NUMBER
                ? Long.toString(previous.number(field.kind(), canonical))
                : previous.text(field.kind(), canonical);
    }

    /** Returns octets in the form that the converter used for the value. */
    static Object likeIn(Object value, byte[] octets) {
        if (value instanceof ByteBuffer) {
            return ByteBuffer.wrap(octets);
        }
        return value instanceof String ? Base64.getEncoder().encodeToString(octets) : octets;
    }

    private static byte[] canonical(ProtectedField field, Object value) {
        return switch (field.form()) {
            case OCTETS -> octets(field, value);
            case NUMBER -> TokenKey.octets(number(field, value));
            case NAME -> TokenKey.octets(withoutFinalDot(lowerCase(text(field, value))));
            case ADDRESS, MAC -> TokenKey.octets(lowerCase(text(field, value)));
            case TEXT, OPTIONS -> TokenKey.octets(text(field, value));
        };
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String withoutFinalDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static byte[] octets(ProtectedField field, Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] array = new byte[buffer.remaining()];
            buffer.duplicate().get(array);
            return array;
        }
        if (value instanceof String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw unreadable(field);
            }
        }
        throw unreadable(field);
    }

    /** Returns the same digits for all types of a number: some converters read a number without a schema as Double. */
    private static String number(ProtectedField field, Object value) {
        if (value instanceof Number number) {
            return Long.toString(number.longValue());
        }
        throw unreadable(field);
    }

    private static String text(ProtectedField field, Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw unreadable(field);
    }

    /** Returns an exception without the value, which is to be protected, and without a cause that may contain it. */
    private static DataException unreadable(ProtectedField field) {
        return new DataException("Field " + field.path() + " of a binding has not the type that the connector writes;"
                + " put PseudonymizeBinding before the transform that changed it");
    }

    private @Nullable Object truncated(ProtectedField field, String text) {
        return switch (field.form()) {
            case ADDRESS -> truncation.address(text);
            case MAC -> Truncation.mac(text);
            case NAME -> Truncation.name(text);
            case OCTETS, NUMBER, TEXT, OPTIONS -> null;
        };
    }

    /** Returns empty options, because the field must not be null. */
    private static @Nullable Object dropped(ProtectedField field, Object value) {
        if (field.form() != ProtectedField.Form.OPTIONS) {
            return null;
        }
        return value instanceof Map<?, ?> ? Map.of() : "{}";
    }

    /** Returns the event id hashed with the key: 32 hexadecimal digits, as before. An unkeyed id could be guessed. */
    String eventId(String eventId) {
        return key.hex(ValueKind.EVENT_ID, TokenKey.octets(eventId));
    }

    /** Returns the address for the record key. Never truncated, so that each binding keeps a key of its own. */
    String keyAddress(String address, RecordTokens tokens) {
        if (action(ProtectedField.ADDRESS) == Action.KEEP) {
            return address;
        }
        byte[] canonical = TokenKey.octets(lowerCase(address));
        if (previous != null) {
            tokens.addPrevious("key.address", previous.text(ValueKind.ADDRESS, canonical));
        }
        String token = key.text(ValueKind.ADDRESS, canonical);
        tokens.setAddress(address, token);
        return token;
    }

    /** Returns the token for a text that may name a client. */
    String message(String text) {
        return key.text(ValueKind.MESSAGE, TokenKey.octets(text));
    }

    /** Returns the token for the octets of a malformed message. */
    Object message(Object octets) {
        return likeIn(octets, key.textOctets(ValueKind.MESSAGE, TokenKey.octets(octetsAsText(octets))));
    }

    private static String octetsAsText(Object octets) {
        if (octets instanceof byte[] array) {
            return Base64.getEncoder().encodeToString(array);
        }
        if (octets instanceof ByteBuffer buffer) {
            byte[] array = new byte[buffer.remaining()];
            buffer.duplicate().get(array);
            return Base64.getEncoder().encodeToString(array);
        }
        return String.valueOf(octets);
    }
}
