package net.leasequery.simulator.churn;

import java.util.random.RandomGenerator;
import net.leasequery.simulator.lease.AddressRange;
import net.leasequery.simulator.lease.LeaseTable;

/** The clients that may lease an address. */
interface Subscribers {

    /** Returns the subscribers for the family of a table. */
    static Subscribers of(LeaseTable table) {
        return table.ranges().get(0) instanceof AddressRange ? new Ipv4Subscribers(table) : new Ipv6Subscribers(table);
    }

    /** Draws a subscriber that may lease the address in this slot. */
    Subscriber draw(RandomGenerator random, int slot);
}
