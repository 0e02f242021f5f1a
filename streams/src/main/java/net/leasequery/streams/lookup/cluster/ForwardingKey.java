package net.leasequery.streams.lookup.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that all instances share. A question to another instance carries an HMAC-SHA-256 over a digest of its body
 * and the time; the secret itself is never sent. Immutable.
 */
public final class ForwardingKey {
    private static final String SCHEME = "Lease-Streams-Peer ";
    private static final long MOST_MILLIS_APART = 30_000;
    private static final int LEAST_CHARACTERS = 32;
    private static final int MOST_OCTETS = 4_096;

    private final SecretKeySpec secret;
    private final Clock clock;

    ForwardingKey(byte[] secret, Clock clock) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
        this.clock = clock;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read, or has fewer than 32 characters
     */
    public static ForwardingKey read(Path file, Clock clock) throws IOException {
        if (Files.size(file) > MOST_OCTETS) {
            throw new IOException(file + " has more than " + MOST_OCTETS + " octets");
        }
        String text = Files.readString(file).strip();
        if (text.length() < LEAST_CHARACTERS) {
            throw new IOException(file + " has fewer than " + LEAST_CHARACTERS
                    + " characters; make one with: openssl rand -base64 48");
        }
        return new ForwardingKey(text.getBytes(StandardCharsets.UTF_8), clock);
    }

    /** Returns the header {@code Authorization} for a body. */
    String sign(byte[] body) {
        String signed = clock.millis() + "." + digest(body);
        return SCHEME + signed + "." + HexFormat.of().formatHex(mac(signed));
    }

    /**
     * Returns the {@link #digest} of the body that another instance signed within the last half minute; null if the
     * header is not valid. So an unsigned body need not be read.
     */
    public @Nullable String provenDigest(@Nullable String authorization) {
        if (authorization == null || !authorization.matches(SCHEME + "\\d{1,15}\\.[0-9a-f]{64}\\.[0-9a-f]{64}")) {
            return null;
        }
        String[] parts = authorization.substring(SCHEME.length()).split("\\.", -1);
        byte[] given = HexFormat.of().parseHex(parts[2]);
        boolean fresh = Math.abs(clock.millis() - Long.parseLong(parts[0])) <= MOST_MILLIS_APART;
        return MessageDigest.isEqual(given, mac(parts[0] + "." + parts[1])) && fresh ? parts[1] : null;
    }

    /** Returns the SHA-256 digest in hex digits. */
    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks SHA-256", e);
        }
    }

    private byte[] mac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal((Peers.PATH + "\n" + signed).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HmacSHA256", e);
        }
    }
}
