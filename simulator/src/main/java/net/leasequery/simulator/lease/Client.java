package net.leasequery.simulator.lease;

/** Who holds a lease or, for an address that is not leased, who held it last. */
public sealed interface Client permits Ipv4Client, Ipv6Client {

    /**
     * An IPv4 client of which only its Ethernet address is known.
     *
     * @param mac as {@code aa:bb:cc:dd:ee:ff}
     */
    static Ipv4Client ethernet(String mac) {
        return Ipv4Client.ethernet(mac);
    }
}
