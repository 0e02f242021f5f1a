package net.leasequery.streams.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.HoldingEnd;
import net.leasequery.simulator.client.HoldingLog;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Who held what. Clients remember it themselves. A client that goes away without a word, or whose word no server hears,
 * still has the lease: until the first server that leased it to the client changes its mind.
 */
final class HeldTruth {

    private final Map<String, List<Change>> changes = new HashMap<>();

    private record Change(
            String server,
            Instant at,
            boolean active,
            boolean released,
            @Nullable Client client) {}

    /** Every change in the table of every server. */
    void changed(String server, Lease lease, Instant at) {
        changes.computeIfAbsent(lease.address().toString(), none -> new ArrayList<>())
                .add(new Change(
                        server,
                        at,
                        lease.state() == DhcpState.ACTIVE,
                        lease.state() == DhcpState.RELEASED,
                        lease.client()));
    }

    /** Holdings by address, each as long as the client had the lease. */
    Map<String, List<Held>> of(HoldingLog log) {
        Map<String, List<Held>> held = new HashMap<>();
        for (Holding holding : log.all()) {
            String address = holding.address().toString();
            held.computeIfAbsent(address, none -> new ArrayList<>())
                    .add(new Held(
                            address,
                            SimulatedBindings.mac(holding),
                            holding.from(),
                            holding.until(),
                            leasedUntil(address, holding)));
        }
        return held;
    }

    private Instant leasedUntil(String address, Holding holding) {
        HoldingEnd end = holding.end();
        List<Change> after = changes.getOrDefault(address, List.of()).stream()
                .filter(change -> !change.at().isBefore(holding.until()))
                .toList();
        boolean silent = end == HoldingEnd.LEFT || end == HoldingEnd.REFUSED;
        if (end == HoldingEnd.RELEASED) {
            Instant soon = holding.until().plusSeconds(2);
            silent = after.stream()
                    .noneMatch(change -> change.released()
                            && holding.client().equals(change.client())
                            && change.at().isBefore(soon));
        }
        if (!silent) {
            return holding.until();
        }
        return after.stream()
                .filter(change -> !change.active() || !holding.client().equals(change.client()))
                .map(Change::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    /**
     * A client held an address.
     *
     * @param until by its own memory
     * @param leasedUntil by the lease that it left behind
     */
    record Held(String address, String client, Instant from, Instant until, Instant leasedUntil) {

        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }

        boolean leases(Instant moment) {
            return !moment.isBefore(from) && (moment.isBefore(until) || moment.isBefore(leasedUntil));
        }
    }
}
