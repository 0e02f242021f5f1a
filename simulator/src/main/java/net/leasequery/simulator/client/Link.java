package net.leasequery.simulator.client;

import java.util.List;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseType;

/**
 * A link with clients, and the addresses and prefixes that can be leased there.
 *
 * @param name of the link
 * @param addresses addresses and prefixes, in rising order
 */
public record Link(String name, List<LeaseAddress> addresses) {

    /** Copies the list. */
    public Link {
        addresses = List.copyOf(addresses);
    }

    /** The addresses of one type that can be leased there. */
    public List<LeaseAddress> addresses(LeaseType type) {
        return addresses.stream().filter(address -> address.type() == type).toList();
    }

    /** Whether the link has this address. */
    public boolean has(LeaseAddress address) {
        return addresses.contains(address);
    }
}
