package net.leasequery.connect.offset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The bindings that snapshots and gap fills asked for: those of some bulk queries, or all. After more queries are
 * configured, the topics lack bindings that only the new queries ask for and that have not changed since.
 *
 * @param queries as in {@code bulk.query.types}; empty for all bindings. A single digest if their text is too long to
 *     be stored
 */
public record AskedBindings(Set<String> queries) {

    /** All bindings of the server. */
    public static final AskedBindings ALL = new AskedBindings(Set.of());

    static final int LONGEST_TEXT = 4_096;

    private static final String ALL_QUERY = "all";
    private static final String SEPARATOR = ",";
    private static final String DIGEST = "sha256:";

    /** Makes the set immutable. */
    public AskedBindings {
        queries = Set.copyOf(queries);
    }

    /** Returns the bindings of these queries; an empty collection asks for everything, as a catch-up. */
    public static AskedBindings of(Collection<String> queries) {
        if (queries.isEmpty() || queries.contains(ALL_QUERY)) {
            return ALL;
        }
        String text = String.join(SEPARATOR, new TreeSet<>(queries));
        return new AskedBindings(text.length() > LONGEST_TEXT ? Set.of(digest(text)) : Set.copyOf(queries));
    }

    /** Reads {@link #text}. */
    static AskedBindings ofText(String text) {
        return of(List.of(text.split(SEPARATOR, -1)));
    }

    boolean isAll() {
        return queries.isEmpty();
    }

    /** Whether everything that {@code wanted} asks for was asked for here. A digest covers only itself. */
    boolean covers(AskedBindings wanted) {
        return isAll() || (!wanted.isAll() && queries.containsAll(wanted.queries));
    }

    /** Text for the offset: the queries in order, separated by commas. */
    String text() {
        return String.join(SEPARATOR, new TreeSet<>(queries));
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return DIGEST + HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
