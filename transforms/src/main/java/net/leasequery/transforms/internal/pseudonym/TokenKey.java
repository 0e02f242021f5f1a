package net.leasequery.transforms.internal.pseudonym;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key that makes tokens: the first 128 bits of HMAC-SHA-256 over the kind of value, an octet 0 and the value. The
 * topic is not included, so that a value has the same token wherever the key is used. Thread-safe, without locks.
 */
public final class TokenKey {

    private static final int OCTETS = 16;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final byte[] prefix;
    private final ThreadLocal<KeyedHash> hash;

    /**
     * Creates a key with a name.
     *
     * @param id shown in tokens; visible ASCII
     * @param secret at least 32 octets
     */
    public TokenKey(String id, byte[] secret) {
        this.id = id;
        this.prefix = octets(id + "-");
        byte[] key = secret.clone();
        this.hash = ThreadLocal.withInitial(() -> KeyedHash.of(key));
    }

    public String id() {
        return id;
    }

    private byte[] digest(ValueKind kind, byte[] value) {
        return hash.get().of(kind.prefix(), value);
    }

    /** Returns the token as text: key id, a hyphen, 32 hexadecimal digits. It is a valid DNS label. */
    String text(ValueKind kind, byte[] value) {
        return new String(textOctets(kind, value), StandardCharsets.ISO_8859_1);
    }

    /** Returns the octets of {@link #text}. */
    byte[] textOctets(ValueKind kind, byte[] value) {
        byte[] text = Arrays.copyOf(prefix, prefix.length + 2 * OCTETS);
        putHex(digest(kind, value), text, prefix.length);
        return text;
    }

    /** Returns 32 hexadecimal digits, without the key id. */
    String hex(ValueKind kind, byte[] value) {
        byte[] text = new byte[2 * OCTETS];
        putHex(digest(kind, value), text, 0);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void putHex(byte[] digest, byte[] text, int at) {
        for (int i = 0; i < OCTETS; i++) {
            text[at + 2 * i] = DIGITS[(digest[i] >> 4) & 0xf];
            text[at + 2 * i + 1] = DIGITS[digest[i] & 0xf];
        }
    }

    /** Returns 32 bits of the token, unsigned, for fields without room for more. */
    long number(ValueKind kind, byte[] value) {
        byte[] digest = digest(kind, value);
        return ((digest[0] & 0xffL) << 24)
                | ((digest[1] & 0xffL) << 16)
                | ((digest[2] & 0xffL) << 8)
                | (digest[3] & 0xffL);
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
