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
 * @param vpn VPN-ID of the query; empty for the default VPN
 */
record Query(
        boolean active,
        int xid,
        @Nullable Long start,
        @Nullable Long end,
        By by,
        ByteBuffer key,
        String vpn) {

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

    /** Whether an answer contains bindings of a VPN; null for the default one. */
    boolean includes(@Nullable String other) {
        return vpn.equals(WireFormat.ALL_VPNS) || vpn.equals(other == null ? "" : other);
    }

    boolean isKey(byte[] octets) {
        return key.equals(ByteBuffer.wrap(octets));
    }
}
