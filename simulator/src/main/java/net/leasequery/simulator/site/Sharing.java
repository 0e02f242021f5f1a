package net.leasequery.simulator.site;

import java.util.Collection;
import java.util.List;
import net.leasequery.simulator.client.DhcpService;

/** What can happen to servers that share leases, a pair and a group alike. Runs in the scheduler's thread. */
public interface Sharing {

    /** The servers as clients see them. */
    Collection<? extends DhcpService> services();

    /** Cuts these servers from all others; of a pair, one from the other. Clients still reach all of them. */
    void partition(List<String> names);

    /** Mends every way of the network. */
    void heal();

    /** Ends a server like a process that is killed; its stable storage survives. */
    void crash(String name);

    /** Starts a server after {@link #crash}. */
    void recover(String name);

    /** Where a server stands, in words. */
    String state(String name);

    /**
     * An operator tells a server that its partner is down.
     *
     * @throws UnsupportedOperationException in a group
     */
    default void partnerDown(String name) {
        throw new UnsupportedOperationException("only a failover pair has partners");
    }

    /**
     * A server joins the group that a member belongs to.
     *
     * @throws UnsupportedOperationException in a pair
     */
    default void join(String name, String member) {
        throw new UnsupportedOperationException("only a group can be joined");
    }

    /**
     * A member takes a server out of the group.
     *
     * @throws UnsupportedOperationException in a pair
     */
    default void leave(String name, String member) {
        throw new UnsupportedOperationException("only a group can be left");
    }
}
