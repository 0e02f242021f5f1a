package net.leasequery.streams.lookup.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.security.auth.x500.X500Principal;
import net.leasequery.streams.settings.HttpSettings.Role;
import org.jspecify.annotations.Nullable;

/**
 * The file of callers. Each line is one of
 *
 * <pre>{@code
 * basic       ROLES NAME HASH
 * bearer      ROLES NAME HASH
 * certificate ROLES DISTINGUISHED-NAME
 * }</pre>
 *
 * with roles as {@code read,audit}. Empty lines and those that begin with {@code #} are skipped. Immutable.
 */
public final class Credentials {
    private static final long MOST_OCTETS = 1 << 20;

    private final Map<String, Entry> basic = new HashMap<>();
    private final Map<String, Entry> bearer = new HashMap<>();
    private final Map<X500Principal, Caller> certificates = new HashMap<>();

    /** The entry of one caller. */
    record Entry(Caller caller, SecretHash hash) {}

    private Credentials() {}

    /**
     * Reads a file.
     *
     * @throws IOException if the file cannot be read, or has an invalid line; the message has the line's number, but
     *     never its content
     */
    public static Credentials read(Path file) throws IOException {
        if (Files.size(file) > MOST_OCTETS) {
            throw new IOException(file + " has more than " + MOST_OCTETS + " octets");
        }
        Credentials credentials = new Credentials();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                credentials.add(line.strip());
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ", line " + number + ": " + e.getMessage());
            }
        }
        return credentials;
    }

    /**
     * Checks one line.
     *
     * @throws IllegalArgumentException if the line is invalid
     */
    public static void check(String line) {
        new Credentials().add(line);
    }

    private void add(String line) {
        String[] parts = line.split("\\s+", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("write KIND ROLES NAME HASH, or certificate ROLES DISTINGUISHED-NAME");
        }
        Set<Role> roles = roles(parts[1]);
        switch (parts[0]) {
            case "basic" -> addSecret(basic, roles, parts[2], SecretHash::parsePassword);
            case "bearer" -> addSecret(bearer, roles, parts[2], SecretHash::parseToken);
            case "certificate" -> {
                X500Principal subject = subject(parts[2]);
                unique(certificates.put(subject, new Caller(subject.getName(), roles)));
            }
            default -> throw new IllegalArgumentException("the kind must be basic, bearer or certificate");
        }
    }

    private static void addSecret(
            Map<String, Entry> entries, Set<Role> roles, String rest, Function<String, SecretHash> reader) {
        String[] parts = rest.split("\\s+", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("the hash is missing; bin/lookup-credential makes lines");
        }
        if (!isName(parts[0])) {
            throw new IllegalArgumentException("a name has 1 to 64 letters, digits, '-' and '_'");
        }
        unique(entries.put(parts[0], new Entry(new Caller(parts[0], roles), reader.apply(parts[1]))));
    }

    /** Whether a text is valid as the name of a caller. */
    static boolean isName(String text) {
        return text.matches("[A-Za-z0-9_-]{1,64}");
    }

    private static void unique(@Nullable Object before) {
        if (before != null) {
            throw new IllegalArgumentException("this caller stands there twice");
        }
    }

    private static X500Principal subject(String name) {
        try {
            return new X500Principal(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no distinguished name (RFC 2253) such as CN=abuse-desk,O=Example", e);
        }
    }

    /**
     * Reads roles.
     *
     * @throws IllegalArgumentException if a role is unknown
     */
    static Set<Role> roles(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : text.split(",", -1)) {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "read" -> roles.add(Role.READ);
                case "erase" -> roles.add(Role.ERASE);
                case "audit" -> roles.add(Role.AUDIT);
                default -> throw new IllegalArgumentException("roles are read, erase and audit, with commas between");
            }
        }
        return roles;
    }

    @Nullable
    Entry basic(String name) {
        return basic.get(name);
    }

    @Nullable
    Entry bearer(String name) {
        return bearer.get(name);
    }

    /** Returns the caller with this certificate; null if there is none. */
    @Nullable
    Caller certificate(X500Principal subject) {
        return certificates.get(subject);
    }

    boolean hasBasic() {
        return !basic.isEmpty();
    }

    boolean hasBearer() {
        return !bearer.isEmpty();
    }
}
