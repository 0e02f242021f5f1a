package net.leasequery.simulator.site;

import java.util.Collection;
import java.util.List;
import net.leasequery.simulator.client.DhcpService;

/** What a pair and a group have in common. Runs in the scheduler's thread. */
interface Sharing {

    /** The servers as clients see them. */
    Collection<? extends DhcpService> services();

    void partition(List<String> names);

    void heal();

    void crash(String name);

    void recover(String name);

    /** Where a server stands, in words. */
    String state(String name);

    /** A pair only. */
    default void partnerDown(String name) {
        throw new UnsupportedOperationException("only a failover pair has partners");
    }

    /** A group only. */
    default void join(String name, String member) {
        throw new UnsupportedOperationException("only a group can be joined");
    }

    /** A group only. */
    default void leave(String name, String member) {
        throw new UnsupportedOperationException("only a group can be left");
    }
}
