package net.leasequery.streams.lookup.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates callers: by the certificate of the connection, by a name and password (RFC 7617), or by a token
 * {@code NAME.SECRET} (RFC 6750). A hash is slow to check on purpose, so few are checked at once, failures of one
 * machine are limited, and valid credentials are cached for some minutes as a keyed digest. Safe for several threads.
 */
public final class Authentication {
    private static final int MOST_REMEMBERED = 1_000;
    private static final long REMEMBER_NANOS = 300_000_000_000L;
    private static final double FAILURES_PER_SECOND = 0.2;
    private static final double FAILURES_AT_ONCE = 10;
    private static final int CHECKS_AT_ONCE = 2;
    private static final int CHECK_WAIT_SECONDS = 2;
    /** Checked for an unknown name, so that the answer takes as long as for a known name. */
    private static final SecretHash NOBODYS_PASSWORD =
            SecretHash.ofPassword(HexFormat.of().formatHex(random()));

    private static final SecretHash NOBODYS_TOKEN =
            SecretHash.ofToken(HexFormat.of().formatHex(random()));

    private final @Nullable Credentials credentials;
    private final Set<Role> anonymousRoles;
    private final LongSupplier nanoTime;
    private final TokenBuckets failures;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    private final byte[] key = random();
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Remembered(Caller caller, long until) {}

    /** Why a caller is refused. */
    public enum Refusal {
        /** No or wrong credentials. */
        UNKNOWN,
        /** Too many wrong credentials from the caller's machine, or too many checks at once. */
        LATER
    }

    /** Thrown if a caller is refused. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.toString(), null, false, false);
            this.refusal = refusal;
        }

        /** Returns the reason. */
        public Refusal refusal() {
            return refusal;
        }
    }

    /**
     * Creates the authentication.
     *
     * @param credentials null if callers do not have to authenticate
     * @param anonymousRoles roles of callers without authentication
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Authentication(@Nullable Credentials credentials, Set<Role> anonymousRoles, LongSupplier nanoTime) {
        this.credentials = credentials;
        this.anonymousRoles = Set.copyOf(anonymousRoles);
        this.nanoTime = nanoTime;
        failures = new TokenBuckets(FAILURES_PER_SECOND, FAILURES_AT_ONCE, nanoTime);
    }

    /** Whether callers do not have to authenticate. */
    public boolean isAnonymous() {
        return credentials == null;
    }

    /** Returns the values of {@code WWW-Authenticate}. */
    public List<String> challenges() {
        List<String> challenges = new ArrayList<>();
        if (credentials != null && credentials.hasBasic()) {
            challenges.add("Basic realm=\"lease-streams\", charset=\"UTF-8\"");
        }
        if (credentials != null && credentials.hasBearer()) {
            challenges.add("Bearer realm=\"lease-streams\"");
        }
        return challenges;
    }

    /**
     * Authenticates a caller.
     *
     * @param authorization the header; null if there is none
     * @param certificate subject of the verified client certificate of the connection; null if there is none
     * @param remoteAddress of the caller's machine
     */
    public Caller authenticate(
            @Nullable String authorization, @Nullable X500Principal certificate, String remoteAddress)
            throws RefusedException {
        if (credentials == null) {
            return new Caller("anonymous", anonymousRoles);
        }
        Caller byCertificate = certificate == null ? null : credentials.certificate(certificate);
        if (byCertificate != null) {
            return byCertificate;
        }
        if (authorization == null || authorization.length() > 4_096) {
            throw new RefusedException(Refusal.UNKNOWN);
        }
        String digest = digest(authorization);
        Caller known = recall(digest);
        if (known != null) {
            return known;
        }
        if (failures.isEmpty(remoteAddress)) {
            throw new RefusedException(Refusal.LATER);
        }
        Caller caller = check(credentials, authorization);
        if (caller == null) {
            failures.take(remoteAddress);
            throw new RefusedException(Refusal.UNKNOWN);
        }
        remember(digest, caller);
        return caller;
    }

    private @Nullable Caller check(Credentials from, String authorization) throws RefusedException {
        int blank = authorization.indexOf(' ');
        String scheme = blank < 0 ? authorization : authorization.substring(0, blank);
        String given = blank < 0 ? "" : authorization.substring(blank + 1).strip();
        if (scheme.equalsIgnoreCase("Basic")) {
            String decoded = decode(given);
            int colon = decoded.indexOf(':');
            String name = colon < 0 ? "" : decoded.substring(0, colon);
            return check(from.basic(name), NOBODYS_PASSWORD, decoded.substring(colon + 1));
        }
        if (scheme.equalsIgnoreCase("Bearer")) {
            int dot = given.indexOf('.');
            String name = dot < 0 ? "" : given.substring(0, dot);
            return check(from.bearer(name), NOBODYS_TOKEN, given.substring(dot + 1));
        }
        return null;
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private @Nullable Caller check(Credentials.@Nullable Entry entry, SecretHash nobodys, String secret)
            throws RefusedException {
        try {
            if (!checks.tryAcquire(CHECK_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RefusedException(Refusal.LATER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Refusal.LATER);
        }
        try {
            boolean right = Objects.requireNonNullElse(entry == null ? null : entry.hash(), nobodys)
                    .matches(secret);
            return entry != null && right ? entry.caller() : null;
        } finally {
            checks.release();
        }
    }

    private @Nullable Caller recall(String digest) {
        synchronized (remembered) {
            Remembered found = remembered.get(digest);
            return found == null || found.until() - nanoTime.getAsLong() < 0 ? null : found.caller();
        }
    }

    private void remember(String digest, Caller caller) {
        synchronized (remembered) {
            remembered.put(digest, new Remembered(caller, nanoTime.getAsLong() + REMEMBER_NANOS));
        }
    }

    /** Returns a keyed digest to cache, so that no password stays in memory longer than its request. */
    private String digest(String authorization) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(authorization.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks HmacSHA256", e);
        }
    }

    private static byte[] random() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return octets;
    }
}
