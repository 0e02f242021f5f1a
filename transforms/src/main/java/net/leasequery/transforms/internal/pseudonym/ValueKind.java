package net.leasequery.transforms.internal.pseudonym;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Kinds of values. Equal values of one kind have the same token in all fields. */
@SuppressWarnings("ImmutableEnumChecker") // The octets are never changed.
enum ValueKind {
    ADDRESS,
    HARDWARE_ADDRESS,
    CLIENT_ID,
    DUID,
    IAID,
    NAME,
    VENDOR_CLASS,
    USER_CLASS,
    SERVER_ID,
    CIRCUIT_ID,
    REMOTE_ID,
    RELAY_ID,
    SUBSCRIBER_ID,
    INTERFACE_ID,
    EVENT_ID,
    MESSAGE;

    private final byte[] prefix;

    ValueKind() {
        byte[] name = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        this.prefix = Arrays.copyOf(name, name.length + 1);
    }

    /** Returns the kind's name and an octet 0, so that values of different kinds cannot be confused. */
    byte[] prefix() {
        return prefix;
    }
}
