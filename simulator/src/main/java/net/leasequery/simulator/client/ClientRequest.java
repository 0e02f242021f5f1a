package net.leasequery.simulator.client;

import java.util.Objects;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.lease.Relay;
import org.jspecify.annotations.Nullable;

/**
 * A message of a client about one of its leases.
 *
 * @param kind what it wants
 * @param client who it is
 * @param relay what its relay agent adds; null without one
 * @param link name of the client's link
 * @param type what it wants to lease
 * @param address the address in question; null only in a DISCOVER of a client that remembers none
 * @param server for SELECTING, the server whose offer is accepted; null otherwise
 */
public record ClientRequest(
        RequestKind kind,
        Client client,
        @Nullable Relay relay,
        String link,
        LeaseType type,
        @Nullable LeaseAddress address,
        @Nullable String server) {

    /**
     * The address in question.
     *
     * @throws NullPointerException if the request names no address
     */
    public LeaseAddress requireAddress() {
        return Objects.requireNonNull(address, () -> kind + " names no address");
    }
}
