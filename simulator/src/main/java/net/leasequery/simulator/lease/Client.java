package net.leasequery.simulator.lease;

/** The holder of a lease or, for an address that is not leased, its last holder. */
public sealed interface Client permits Ipv4Client, Ipv6Client {

    /**
     * An IPv4 client of which only the Ethernet address is known.
     *
     * @param mac as {@code aa:bb:cc:dd:ee:ff}
     */
    static Ipv4Client ethernet(String mac) {
        return Ipv4Client.ethernet(mac);
    }
}
