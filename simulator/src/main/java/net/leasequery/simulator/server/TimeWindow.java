package net.leasequery.simulator.server;

import java.time.Instant;
import java.util.OptionalLong;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.simulator.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a binding must have changed to be part of a Bulk answer, both ends included (RFC
 * 6926 section 8.2).
 *
 * @param start query-start-time, server's clock; null if absent
 * @param end query-end-time, server's clock; null if absent
 */
record TimeWindow(@Nullable Instant start, @Nullable Instant end) {

    static TimeWindow of(Dhcpv4Options options) {
        return new TimeWindow(instant(options.queryStartTime()), instant(options.queryEndTime()));
    }

    /** Whether the client's last transaction or the start of the state lies in the window. */
    boolean includes(Lease lease) {
        Instant lastTransaction = lease.lastTransaction();
        return contains(lease.stateStart()) || (lastTransaction != null && contains(lastTransaction));
    }

    /** Whether a time lies in the window. */
    boolean contains(Instant time) {
        return (start == null || !time.isBefore(start)) && (end == null || !time.isAfter(end));
    }

    private static @Nullable Instant instant(OptionalLong seconds) {
        return seconds.isPresent() ? Instant.ofEpochSecond(seconds.getAsLong()) : null;
    }
}
