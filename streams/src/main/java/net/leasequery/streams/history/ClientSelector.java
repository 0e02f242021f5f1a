package net.leasequery.streams.history;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Selects a client by one identifier of one kind, in the form that the index uses.
 *
 * @param kind of identifier
 * @param value hardware address as {@code aa:bb:cc:dd:ee:ff}, octets as lower-case hex digits, host name in lower case
 */
public record ClientSelector(Kind kind, String value) {
    private static final int LONGEST = 1_024;
    private static final int HEX = 16;
    private static final int LATIN = 0x80;

    /** Kinds of identifiers. */
    public enum Kind {
        /** Link-layer address, of any hardware type. */
        HARDWARE_ADDRESS("hardware-address", 'h'),
        /** DHCPv4 client-identifier (option 61). */
        CLIENT_ID("client-id", 'i'),
        /** DHCPv6 DUID. */
        DUID("duid", 'd'),
        /** Host name or fully qualified domain name. */
        HOST_NAME("host-name", 'n'),
        /** Circuit-id, interface-id, remote-id or subscriber-id: identifiers of the port that a relay agent adds. */
        PORT("port", 'p');

        private final String text;
        private final char code;

        Kind(String text, char code) {
            this.text = text;
            this.code = code;
        }

        /** Returns {@code hardware-address}, {@code client-id}, {@code duid}, {@code host-name} or {@code port}. */
        public String text() {
            return text;
        }

        boolean isOctets() {
            return this == CLIENT_ID || this == DUID || this == PORT;
        }

        char code() {
            return code;
        }

        /** Returns the kind with this {@link #text()}. */
        public static Optional<Kind> named(String text) {
            for (Kind kind : values()) {
                if (kind.text.equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Converts the value to the form of the index.
     *
     * @throws IllegalArgumentException if the value is empty, longer than 1,024 characters, has a NUL, or is not hex
     *     although the kind needs hex
     */
    public ClientSelector {
        value = value.toLowerCase(Locale.ROOT);
        if (!isPossible(kind, value)) {
            throw new IllegalArgumentException("A " + kind.text() + " has 1 to " + LONGEST + " characters and no NUL"
                    + (kind.isOctets() ? "; it is given in hex digits, two for each octet" : ""));
        }
    }

    /** Judges the value as it is indexed: in lower case, a text may be longer. */
    static boolean isPossible(Kind kind, String given) {
        String value = given.toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > LONGEST || (kind.isOctets() && value.length() % 2 != 0)) {
            return false;
        }
        return value.chars().allMatch(c -> kind.isOctets() ? Character.digit(c, HEX) >= 0 && c < LATIN : c != 0);
    }

    /** Returns the selector of a port whose identifier is this text in UTF-8. */
    public static ClientSelector portNamed(String text) {
        return new ClientSelector(Kind.PORT, HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    }
}
