package net.leasequery.streams.lookup.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted hash of a password or token: PBKDF2 with HMAC-SHA-512 (RFC 8018). As text
 * {@code pbkdf2-sha512$<iterations>$<salt>$<hash>}, both in Base64. Immutable.
 */
public final class SecretHash {
    private static final String SCHEME = "pbkdf2-sha512";
    private static final int ITERATIONS = 210_000;
    private static final int TOKEN_ITERATIONS = 1_000;
    private static final int LEAST_ITERATIONS = 100_000;
    private static final int MOST_ITERATIONS = 5_000_000;
    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private SecretHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Returns a hash of a password, with a new salt. */
    public static SecretHash ofPassword(String password) {
        return of(password, ITERATIONS);
    }

    /** Returns a hash of a random token. It need not be slow, because the token cannot be guessed. */
    public static SecretHash ofToken(String token) {
        return of(token, TOKEN_ITERATIONS);
    }

    private static SecretHash of(String secret, int iterations) {
        byte[] salt = new byte[SALT_OCTETS];
        new SecureRandom().nextBytes(salt);
        return new SecretHash(iterations, salt, derive(secret, iterations, salt));
    }

    /**
     * Reads the {@link #text()} of a password's hash.
     *
     * @throws IllegalArgumentException if the text is not a hash, or is too weak, or so strong that each check would
     *     overload the machine
     */
    public static SecretHash parsePassword(String text) {
        return parse(text, LEAST_ITERATIONS);
    }

    /**
     * Reads the {@link #text()} of a token's hash.
     *
     * @throws IllegalArgumentException if the text is not a hash, or so strong that each check would overload the
     *     machine
     */
    public static SecretHash parseToken(String text) {
        return parse(text, TOKEN_ITERATIONS);
    }

    private static SecretHash parse(String text, int least) {
        String[] parts = text.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME) || !parts[1].matches("\\d{1,7}")) {
            throw new IllegalArgumentException("a hash is " + SCHEME + "$iterations$salt$hash");
        }
        int iterations = Integer.parseInt(parts[1]);
        if (iterations < least || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("a hash needs " + least + " to " + MOST_ITERATIONS + " iterations");
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] hash = Base64.getDecoder().decode(parts[3]);
        if (salt.length < SALT_OCTETS || hash.length != HASH_OCTETS) {
            throw new IllegalArgumentException(
                    "a hash needs a salt of " + SALT_OCTETS + " octets or more, and " + HASH_OCTETS + " of hash");
        }
        return new SecretHash(iterations, salt, hash);
    }

    /** Whether this is the secret. Takes equally long for any result; for a password, some tenths of a second. */
    public boolean matches(String secret) {
        return MessageDigest.isEqual(hash, derive(secret, iterations, salt));
    }

    /** Returns the form of the credentials file. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return SCHEME + "$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private static byte[] derive(String secret, int iterations, byte[] salt) {
        KeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, iterations, HASH_OCTETS * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks PBKDF2WithHmacSHA512", e);
        }
    }
}
