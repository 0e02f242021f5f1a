package net.leasequery.requestor.internal.v6;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what the bindings of one message may take together. A message says once what holds for all leases of a client,
 * and each binding repeats it: a message of 65,535 octets with half of it options and half of it leases would otherwise
 * become hundreds of megabytes. One for each message; not thread-safe.
 */
final class ExpansionLimit {

    /** Octets of options, identifiers and texts in all bindings of a message: 64 times the longest message. */
    static final long MOST_OCTETS = 4L * 1024 * 1024;

    /** Heap of an option besides its data, estimated: an entry of a map, an object. */
    static final int PER_OPTION = 96;

    private long octets;

    /** Takes a further binding into account, of which this many octets are not of constant size. */
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
