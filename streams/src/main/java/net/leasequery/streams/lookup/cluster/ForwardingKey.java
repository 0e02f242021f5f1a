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
 * The secret that all instances share. A question to another instance carries HMAC-SHA-256 over its body and the time; the
 * secret itself is never sent. Immutable.
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
     * @throws IOException if it cannot be read, or has fewer than 32 characters
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

    /** The header {@code Authorization} for a body. */
    String sign(byte[] body) {
        long now = clock.millis();
        return SCHEME + now + "." + HexFormat.of().formatHex(mac(now, body));
    }

    /** Whether another instance sent this body within the last half minute. */
    public boolean proves(@Nullable String authorization, byte[] body) {
        if (authorization == null || !authorization.matches(SCHEME + "\\d{1,15}\\.[0-9a-f]{64}")) {
            return false;
        }
        int dot = authorization.indexOf('.');
        long at = Long.parseLong(authorization.substring(SCHEME.length(), dot));
        byte[] given = HexFormat.of().parseHex(authorization.substring(dot + 1));
        return MessageDigest.isEqual(given, mac(at, body)) && Math.abs(clock.millis() - at) <= MOST_MILLIS_APART;
    }

    private byte[] mac(long at, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update((at + "\n" + Peers.PATH + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HmacSHA256", e);
        }
    }
}
