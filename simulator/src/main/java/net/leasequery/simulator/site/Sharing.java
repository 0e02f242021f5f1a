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

    /** Restores every path of the network. */
    void heal();

    /** Ends a server like a process that is killed; its stable storage survives. */
    void crash(String name);

    /** Starts a server after {@link #crash}. */
    void recover(String name);

    /** The state of a server, in words. */
    String state(String name);

    /**
     * Tells a server, as an operator, that its partner is down.
     *
     * @throws UnsupportedOperationException in a group
     */
    default void partnerDown(String name) {
        throw new UnsupportedOperationException("only a failover pair has partners");
    }

    /**
     * Lets a server join the group that a member belongs to.
     *
     * @throws UnsupportedOperationException in a pair
     */
    default void join(String name, String member) {
        throw new UnsupportedOperationException("only a group can be joined");
    }

    /**
     * Lets a member take a server out of the group.
     *
     * @throws UnsupportedOperationException in a pair
     */
    default void leave(String name, String member) {
        throw new UnsupportedOperationException("only a group can be left");
    }
}
