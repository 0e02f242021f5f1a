package net.leasequery.transforms.internal.pseudonym;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that makes tokens: the first 128 bits of HMAC-SHA-256 over the kind of value, an octet 0 and the value. The
 * topic has no part in it, so one value has one token wherever the key is used. Thread-safe, without locks.
 */
public final class TokenKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int OCTETS = 16;
    private static final HexFormat HEX = HexFormat.of();

    private final String id;
    private final ThreadLocal<Mac> mac;

    /**
     * A key with a name.
     *
     * @param id shown in tokens
     * @param secret at least 32 octets
     */
    public TokenKey(String id, byte[] secret) {
        this.id = id;
        SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
        this.mac = ThreadLocal.withInitial(() -> keyed(key));
    }

    private static Mac keyed(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    public String id() {
        return id;
    }

    private byte[] digest(ValueKind kind, byte[] value) {
        Mac current = mac.get();
        current.update(kind.prefix());
        current.update(value);
        return current.doFinal();
    }

    /** The token as text: key id, a hyphen, 32 hexadecimal digits. A label that DNS allows. */
    String text(ValueKind kind, byte[] value) {
        return id + "-" + hex(kind, value);
    }

    /** 32 hexadecimal digits, without the key id. */
    String hex(ValueKind kind, byte[] value) {
        return HEX.formatHex(digest(kind, value), 0, OCTETS);
    }

    /** 32 bits of the token, unsigned, for fields that have no room for more. */
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
