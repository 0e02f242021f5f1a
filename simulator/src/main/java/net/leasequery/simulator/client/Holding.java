package net.leasequery.simulator.client;

import java.time.Instant;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import org.jspecify.annotations.Nullable;

/**
 * An uninterrupted period in which one client holds one address, as the client itself remembers it.
 *
 * @param client who holds it
 * @param address what it holds
 * @param from when the client sent the request that was granted
 * @param until when the holding ends or has ended: end of the lease, release, or loss
 * @param server who granted or last extended it
 * @param end why the holding has ended; null until the client has noticed its end
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
