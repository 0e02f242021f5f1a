package net.leasequery.systemtests.simulation;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The query of a requestor.
 *
 * @param active a stream of changes; otherwise a bulk answer
 * @param xid transaction-id
 * @param start only changes since then, in seconds since 1970 of the server's clock; null for all
 * @param end only changes until then, likewise
 * @param by criterion that selects the bindings of a bulk answer
 * @param key value of that criterion
 */
record Query(
        boolean active,
        int xid,
        @Nullable Long start,
        @Nullable Long end,
        By by,
        ByteBuffer key) {

    /** Criterion that selects bindings. */
    enum By {
        ALL,
        ADDRESS,
        CLIENT,
        RELAY,
        LINK,
        OTHER
    }

    /** Whether a lease changed in the time window of the query. */
    boolean covers(Lease lease) {
        return (start == null || lease.shownChange() >= start) && (end == null || lease.shownChange() <= end);
    }

    boolean isKey(byte[] octets) {
        return key.equals(ByteBuffer.wrap(octets));
    }
}
