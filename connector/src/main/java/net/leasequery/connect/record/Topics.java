package net.leasequery.connect.record;

/**
 * The topics of one connector.
 *
 * @param bindings what servers say of their addresses
 * @param events how complete that is
 * @param heartbeat signs of life while nothing changes
 * @param quarantine messages that could not be decoded
 */
public record Topics(String bindings, String events, String heartbeat, String quarantine) {

    /** Longest name that {@link #withPrefix} adds to a prefix. */
    public static final String LONGEST_SUFFIX = ".quarantine";

    /** The topics whose names begin with {@code prefix} and a dot. */
    public static Topics withPrefix(String prefix) {
        return new Topics(prefix + ".bindings", prefix + ".events", prefix + ".heartbeat", prefix + LONGEST_SUFFIX);
    }
}
