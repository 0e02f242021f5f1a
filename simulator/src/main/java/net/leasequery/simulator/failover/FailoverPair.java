package net.leasequery.simulator.failover;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Consumer;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.network.MessageNetwork;
import net.leasequery.simulator.network.Scheduler;

/** Two servers in one failover relationship, and what can happen to them. Runs in the scheduler's thread. */
public final class FailoverPair {

    private final MessageNetwork network;
    private final FailoverEndpoint primary;
    private final FailoverEndpoint secondary;

    /**
     * Creates a pair and starts it at once.
     *
     * @param links what both lease
     * @param primaryView shown every change of the primary's leases, as requestors see it; likewise for the secondary
     */
    public FailoverPair(
            String primary,
            String secondary,
            FailoverSettings settings,
            Scheduler scheduler,
            MessageNetwork network,
            Random random,
            List<Link> links,
            Consumer<Lease> primaryView,
            Consumer<Lease> secondaryView) {
        this.network = network;
        this.primary = new FailoverEndpoint(primary, true, settings, scheduler, network, random, links, primaryView);
        this.secondary =
                new FailoverEndpoint(secondary, false, settings, scheduler, network, random, links, secondaryView);
        FailoverEndpoint.join(this.primary, this.secondary);
    }

    /** The primary. */
    public FailoverEndpoint primary() {
        return primary;
    }

    /** The secondary. */
    public FailoverEndpoint secondary() {
        return secondary;
    }

    /** Both, the primary first. */
    public List<FailoverEndpoint> servers() {
        return List.of(primary, secondary);
    }

    /** Cuts the partners from each other; clients still reach both. */
    public void partition() {
        network.partition(List.of(primary.name()), List.of(secondary.name()));
    }

    /** Restores every path of the network. */
    public void heal() {
        network.mendAll();
    }

    /** Ends a server like a process that is killed; its stable storage survives. */
    public void crash(String server) {
        server(server).crash();
    }

    /**
     * Starts a server after {@link #crash}.
     *
     * @param keepsStableStorage whether it remembers its leases; without, it asks its partner for all of them
     */
    public void recover(String server, boolean keepsStableStorage) {
        server(server).recover(keepsStableStorage);
    }

    /** Lets an operator tell a server that its partner is down. */
    public void partnerDown(String server) {
        server(server).partnerDown();
    }

    /** Whether both are in state NORMAL and have acknowledged each other's changes. */
    public boolean isSettled() {
        return servers().stream()
                .allMatch(each -> each.isUp() && each.state() == FailoverState.NORMAL && each.hasReportedAll());
    }

    /**
     * The server with this name.
     *
     * @throws NoSuchElementException if there is none
     */
    public FailoverEndpoint server(String server) {
        return servers().stream()
                .filter(each -> each.name().equals(server))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no server " + server + " in this pair"));
    }
}
