package net.leasequery.requestor.tls;

import java.nio.charset.StandardCharsets;

/**
 * A password or private key. Its text is for those who ask for it by name; printing, logging or
 * concatenating a secret, or a record that holds one, shows {@code [hidden]}.
 */
public final class Secret {

    private static final String HIDDEN = "[hidden]";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Keeps {@code text} from being printed. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The secret as the characters of a password. The caller's to overwrite. */
    public char[] password() {
        return text.toCharArray();
    }

    /** The secret as the octets of a file. The caller's to overwrite. */
    public byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@code [hidden]}. */
    @Override
    public String toString() {
        return HIDDEN;
    }
}
