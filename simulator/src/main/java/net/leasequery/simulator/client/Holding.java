package net.leasequery.simulator.client;

import java.time.Instant;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import org.jspecify.annotations.Nullable;

/**
 * One client holds one address without a break: what the client itself remembers.
 *
 * @param client who holds it
 * @param address what it holds
 * @param from when the client sent the request that was granted
 * @param until when it stops, or has stopped: end of the lease, release, or loss
 * @param server who granted or last extended it
 * @param end why it has ended; null while it has not, as far as the client has noticed
 */
public record Holding(
        Client client,
        LeaseAddress address,
        Instant from,
        Instant until,
        String server,
        @Nullable HoldingEnd end) {

    /** Whether the client holds the address at this moment. */
    public boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
