package net.leasequery.requestor.tls;

import java.nio.charset.StandardCharsets;

/**
 * A password or private key. Only its accessors reveal the text; printing, logging or concatenating a secret, or a
 * record that holds one, shows {@code [hidden]}.
 */
public final class Secret {

    private static final String HIDDEN = "[hidden]";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps {@code text} so that it is not printed. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** Returns the secret as the characters of a password, a copy that the caller should overwrite. */
    public char[] password() {
        return text.toCharArray();
    }

    /** Returns the secret as the octets of a file, a copy that the caller should overwrite. */
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
