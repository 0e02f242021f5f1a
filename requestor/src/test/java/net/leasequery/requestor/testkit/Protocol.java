package net.leasequery.requestor.testkit;

import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/** A family as a server speaks it in tests that are the same for both. */
public interface Protocol {

    static Protocol of(DhcpFamily family) {
        return switch (family) {
            case IPV4 -> new Ipv4Protocol();
            case IPV6 -> new Ipv6Protocol();
        };
    }

    /** Reads what a requestor has sent, without its length. */
    Query read(byte[] frame);

    /** The answers to a query of this family. */
    Replies replies(int xid);

    /** One of 65,535 addresses, from 1; the first 255 are those of {@link #simulator}. */
    String address(int number);

    /** A Bulk Leasequery that is answered with all of these addresses. */
    BulkQuery everything();

    /** Somebody to lease an address to. */
    Client client(int number);

    /** A server of 256 addresses that still has to be told how it is secured. */
    LeasequeryServerBuilder simulator();
}
