package net.leasequery.streams.history;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * By what a client is looked up: one identifier of one kind, in the form in which the index has it.
 *
 * @param kind which identifier
 * @param value hardware addresses as {@code aa:bb:cc:dd:ee:ff}, octets as lower-case hex digits, host names in lower case
 */
public record ClientSelector(Kind kind, String value) {
    private static final int LONGEST = 1_024;

    /** Which identifier. */
    public enum Kind {
        /** Link-layer address, of any hardware type. */
        HARDWARE_ADDRESS("hardware-address", 'h'),
        /** DHCPv4 client-identifier (option 61). */
        CLIENT_ID("client-id", 'i'),
        /** DHCPv6 DUID. */
        DUID("duid", 'd'),
        /** Host name or fully qualified domain name. */
        HOST_NAME("host-name", 'n'),
        /** Circuit-id, interface-id, remote-id or subscriber-id: whatever a relay agent tells of the port. */
        PORT("port", 'p');

        private final String text;
        private final char code;

        Kind(String text, char code) {
            this.text = text;
            this.code = code;
        }

        /** As in a command: {@code hardware-address}, {@code client-id}, {@code duid}, {@code host-name} or {@code port}. */
        public String text() {
            return text;
        }

        char code() {
            return code;
        }

        /** The kind with this {@link #text()}. */
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
     * Brings the value into the form of the index.
     *
     * @throws IllegalArgumentException if it is empty, longer than 1,024 characters, has a NUL, or is no hex where hex
     *     is due
     */
    public ClientSelector {
        value = value.toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A " + kind.text() + " has 1 to " + LONGEST + " characters and no NUL");
        }
        boolean octets = kind == Kind.CLIENT_ID || kind == Kind.DUID || kind == Kind.PORT;
        if (octets && !value.matches("([0-9a-f]{2})+")) {
            throw new IllegalArgumentException("A " + kind.text() + " is given in hex digits, two for each octet");
        }
    }

    /** A port whose identifier is this text, in UTF-8. */
    public static ClientSelector portNamed(String text) {
        return new ClientSelector(Kind.PORT, HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    }
}
