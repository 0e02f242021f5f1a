package net.leasequery.codec.v6;

import org.jspecify.annotations.Nullable;

/** Values of msg-type that are used on a Leasequery connection. */
public enum MessageType {
    /** RFC 8415 section 7.3; here only the answer to STARTTLS. RFC 7653 section 8.2. */
    REPLY(7),
    /** RFC 5007 section 4.1.1. */
    LEASEQUERY(14),
    /** RFC 5007 section 4.1.1. */
    LEASEQUERY_REPLY(15),
    /** RFC 5460 section 5.2.2. */
    LEASEQUERY_DONE(16),
    /** RFC 5460 section 5.2.1. */
    LEASEQUERY_DATA(17),
    /** RFC 7653 section 6.2.1. */
    ACTIVELEASEQUERY(22),
    /** RFC 7653 section 6.2.2. */
    STARTTLS(23);

    /** Shared array, because values() creates a new one on each call. */
    private static final MessageType[] TYPES = values();

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** Returns the type with this value; null if it is not used on a Leasequery connection. */
    static @Nullable MessageType of(int code) {
        for (MessageType type : TYPES) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /** The value on the wire. */
    public int code() {
        return code;
    }
}
