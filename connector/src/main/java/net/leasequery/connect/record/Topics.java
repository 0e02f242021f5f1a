package net.leasequery.connect.record;

/**
 * The topics of one connector.
 *
 * @param bindings the addresses and their state, as the servers report them
 * @param events events that affect how complete the bindings are
 * @param heartbeat signs of life while nothing changes
 * @param quarantine messages that could not be decoded
 */
public record Topics(String bindings, String events, String heartbeat, String quarantine) {

    /** Longest name that {@link #withPrefix} adds to a prefix. */
    public static final String LONGEST_SUFFIX = ".quarantine";

    /** Returns the topics whose names begin with {@code prefix} and a dot. */
    public static Topics withPrefix(String prefix) {
        return new Topics(prefix + ".bindings", prefix + ".events", prefix + ".heartbeat", prefix + LONGEST_SUFFIX);
    }
}
