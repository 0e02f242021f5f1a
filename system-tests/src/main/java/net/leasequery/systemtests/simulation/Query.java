package net.leasequery.systemtests.simulation;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a requestor asks for.
 *
 * @param active a stream of changes; otherwise a bulk answer
 * @param xid transaction-id
 * @param start only changes since then, in seconds since 1970 of the server's clock; null for all
 * @param end only changes until then, likewise
 * @param by what selects the bindings of a bulk answer
 * @param key what they are selected by
 */
record Query(
        boolean active,
        int xid,
        @Nullable Long start,
        @Nullable Long end,
        By by,
        ByteBuffer key) {

    /** What selects bindings. */
    enum By {
        ALL,
        ADDRESS,
        CLIENT,
        RELAY,
        LINK,
        OTHER
    }

    /** Whether a lease changed in the time that is asked for. */
    boolean covers(Lease lease) {
        return (start == null || lease.shownChange() >= start) && (end == null || lease.shownChange() <= end);
    }

    boolean isKey(byte[] octets) {
        return key.equals(ByteBuffer.wrap(octets));
    }
}
