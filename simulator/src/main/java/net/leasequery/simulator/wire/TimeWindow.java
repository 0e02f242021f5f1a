package net.leasequery.simulator.wire;

import java.time.Instant;
import net.leasequery.simulator.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a binding must have changed to be part of a Bulk answer, both ends included (RFC
 * 6926 section 8.2, RFC 7653 section 6.3).
 *
 * @param start query-start-time, server's clock; null if absent
 * @param end query-end-time, server's clock; null if absent
 */
public record TimeWindow(@Nullable Instant start, @Nullable Instant end) {

    /** Whether the client's last transaction or the start of the state lies in the window. */
    public boolean includes(Lease lease) {
        Instant lastTransaction = lease.lastTransaction();
        return contains(lease.stateStart()) || (lastTransaction != null && contains(lastTransaction));
    }

    /** Whether a time lies in the window. */
    public boolean contains(Instant time) {
        return (start == null || !time.isBefore(start)) && (end == null || !time.isAfter(end));
    }
}
