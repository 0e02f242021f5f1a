package net.leasequery.transforms.internal.pseudonym;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. The JDK's {@link Mac} hashes the key's two blocks again for each value, which
 * is half of the work for such short values. Here both blocks are hashed once, and each value continues from copies of
 * the digests. If a provider's digests cannot be copied, {@link Mac} is used. For one thread.
 */
abstract class KeyedHash {

    private static final String HMAC = "HmacSHA256";
    private static final String DIGEST = "SHA-256";
    private static final int BLOCK = 64;

    private KeyedHash() {}

    /**
     * Creates a hash under a key.
     *
     * @param secret used as is up to 64 octets; a longer one is hashed first
     */
    static KeyedHash of(byte[] secret) {
        try {
            return fromCopies(secret);
        } catch (CloneNotSupportedException e) {
            return withMac(secret);
        }
    }

    /** Returns the hash of a prefix followed by a value: 32 octets. */
    abstract byte[] of(byte[] prefix, byte[] value);

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(DIGEST);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + DIGEST, e);
        }
    }

    private static KeyedHash fromCopies(byte[] secret) throws CloneNotSupportedException {
        byte[] key = Arrays.copyOf(secret.length > BLOCK ? digest().digest(secret) : secret, BLOCK);
        MessageDigest inner = padded(key, (byte) 0x36);
        MessageDigest outer = padded(key, (byte) 0x5c);
        Arrays.fill(key, (byte) 0);
        MessageDigest probe = copy(inner);
        probe.reset();
        return new KeyedHash() {
            @Override
            byte[] of(byte[] prefix, byte[] value) {
                try {
                    MessageDigest first = copy(inner);
                    first.update(prefix);
                    first.update(value);
                    MessageDigest second = copy(outer);
                    second.update(first.digest());
                    return second.digest();
                } catch (CloneNotSupportedException e) {
                    throw new IllegalStateException("It was copied when the key was read", e);
                }
            }
        };
    }

    private static MessageDigest copy(MessageDigest digest) throws CloneNotSupportedException {
        return (MessageDigest) digest.clone();
    }

    private static MessageDigest padded(byte[] key, byte pad) {
        byte[] block = key.clone();
        for (int i = 0; i < block.length; i++) {
            block[i] ^= pad;
        }
        MessageDigest digest = digest();
        digest.update(block);
        Arrays.fill(block, (byte) 0);
        return digest;
    }

    /** Returns the same hash, by the platform's HMAC. */
    static KeyedHash withMac(byte[] secret) {
        Mac mac;
        try {
            mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
        return new KeyedHash() {
            @Override
            byte[] of(byte[] prefix, byte[] value) {
                mac.update(prefix);
                mac.update(value);
                return mac.doFinal();
            }
        };
    }
}
