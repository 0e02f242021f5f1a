package net.leasequery.requestor.internal.v6;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory of all bindings of one message. A message contains once the data that applies to all leases of a
 * client, and each binding repeats it. Without a bound, a message of 65,535 octets, half options and half leases, would
 * become hundreds of megabytes. One instance per message; not thread-safe.
 */
final class ExpansionLimit {

    /** Octets of options, identifiers and texts in all bindings of a message: 64 times the longest message. */
    static final long MOST_OCTETS = 4L * 1024 * 1024;

    /** Estimated heap of an option in addition to its data: a map entry and an object. */
    static final int PER_OPTION = 96;

    private long octets;

    /** Counts a further binding with this many octets of variable size. */
    void add(long more) {
        octets += more;
    }

    boolean isExceeded() {
        return octets > MOST_OCTETS;
    }

    static long octetsOf(@Nullable Octets value) {
        return value == null ? 0 : value.length();
    }

    static long octetsOf(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
