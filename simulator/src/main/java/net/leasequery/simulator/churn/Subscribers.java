package net.leasequery.simulator.churn;

import java.util.random.RandomGenerator;
import net.leasequery.simulator.lease.AddressRange;
import net.leasequery.simulator.lease.LeaseTable;

/** Those who may lease an address. */
interface Subscribers {

    /** Those who suit the family of a table. */
    static Subscribers of(LeaseTable table) {
        return table.ranges().get(0) instanceof AddressRange ? new Ipv4Subscribers(table) : new Ipv6Subscribers(table);
    }

    /** Somebody who may lease the address in this slot. */
    Subscriber draw(RandomGenerator random, int slot);
}
