package net.leasequery.simulator.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.LeaseAddress;

/**
 * Everything that clients have ever held, as they remember it themselves. This log is the truth: servers may not know
 * a holding, or may still list one that has long ended. Runs in the scheduler's thread.
 */
public final class HoldingLog {

    private final List<Holding> ended = new ArrayList<>();
    private final Map<Key, Holding> current = new HashMap<>();

    /** Records that a client holds an address, or holds it longer. */
    void hold(Client client, LeaseAddress address, Instant from, Instant until, String server) {
        current.merge(
                new Key(client, address),
                new Holding(client, address, from, until, server, null),
                (old, renewed) -> old.until().isBefore(from)
                        ? endedThenNew(old, renewed)
                        : new Holding(client, address, old.from(), until, server, null));
    }

    /** Records that a client no longer holds an address. */
    void stop(Client client, LeaseAddress address, Instant moment, HoldingEnd end) {
        Holding old = current.remove(new Key(client, address));
        if (old != null) {
            Instant until = old.until().isBefore(moment) ? old.until() : moment;
            ended.add(new Holding(client, address, old.from(), until, old.server(), end));
        }
    }

    /** The holdings at this moment, in no particular order. */
    public List<Holding> at(Instant moment) {
        return all().stream().filter(holding -> holding.covers(moment)).toList();
    }

    /** All holdings ever, up to now or to the end of the leases that still run; in no particular order. */
    public List<Holding> all() {
        List<Holding> all = new ArrayList<>(ended);
        all.addAll(current.values());
        return all;
    }

    /** Pairs of holdings of one address by two clients at the same time, each pair once. */
    public List<Conflict> conflicts() {
        Map<LeaseAddress, List<Holding>> byAddress = new HashMap<>();
        all().forEach(holding -> byAddress
                .computeIfAbsent(holding.address(), address -> new ArrayList<>())
                .add(holding));
        List<Conflict> conflicts = new ArrayList<>();
        for (List<Holding> holdings : byAddress.values()) {
            holdings.sort(Comparator.comparing(Holding::from));
            for (int i = 0; i < holdings.size(); i++) {
                for (int j = i + 1; j < holdings.size(); j++) {
                    Holding one = holdings.get(i);
                    Holding other = holdings.get(j);
                    if (other.from().isBefore(one.until()) && !one.client().equals(other.client())) {
                        conflicts.add(new Conflict(one, other));
                    }
                }
            }
        }
        return Collections.unmodifiableList(conflicts);
    }

    private Holding endedThenNew(Holding old, Holding renewed) {
        ended.add(new Holding(old.client(), old.address(), old.from(), old.until(), old.server(), HoldingEnd.EXPIRED));
        return renewed;
    }

    /**
     * Two clients hold one address at the same time.
     *
     * @param first the earlier holding
     * @param second the later holding
     */
    public record Conflict(Holding first, Holding second) {}

    private record Key(Client client, LeaseAddress address) {}
}
