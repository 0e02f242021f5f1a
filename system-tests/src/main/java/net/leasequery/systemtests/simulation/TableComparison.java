package net.leasequery.systemtests.simulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the last record of an address with the server's lease, once all is quiet. */
final class TableComparison {

    /** The server's keep-alives come every five seconds, and only they show that time has passed. */
    private static final long SETTLING_MILLIS = 15_000;

    private final VirtualTime time;
    private final Settings settings;
    private long taskStartedAt;

    TableComparison(VirtualTime time, Settings settings) {
        this.time = time;
        this.settings = settings;
    }

    /** A task starts; what the server sent to the former task may be lost with it. */
    void taskStarts() {
        taskStartedAt = time.millis();
    }

    /** How the last records of a topic differ from the server's leases; null if they do not. */
    @Nullable
    String difference(SimulatedServer server, FollowedAddresses addresses, LastRecords last, ConnectorChoices chosen) {
        for (Map.Entry<String, Integer> address : addresses.all().entrySet()) {
            String key = LastRecords.key(chosen.bindings(), chosen.server(), address.getKey());
            String difference = addresses.isToBeInKafka(address.getValue())
                    ? difference(server, address.getValue(), last.of(key))
                    : null;
            if (difference != null) {
                return key + ": " + difference;
            }
        }
        return null;
    }

    private @Nullable String difference(SimulatedServer server, int slot, @Nullable Written written) {
        Lease lease = server.leases().at(slot);
        boolean bound = lease != null && lease.isBound();
        boolean shown = written != null && written.bound();
        if (lease == null || (!bound && settledLately(server, slot))) {
            return lease == null && shown ? "Kafka shows a lease that the server does not know" : null;
        }
        if (bound != shown) {
            if (written != null && shown && settings.isLiteral() && isSentToNobody(server, slot, written.version())) {
                return null;
            }
            return "the server has " + lease + ", Kafka shows " + written;
        }
        boolean exact = bound || (settings.family() == Family.IPV4 && !settings.isKea());
        if (exact && written != null && !written.inferred() && written.version() != lease.version()) {
            return "the server has " + lease + ", Kafka shows " + written;
        }
        return null;
    }

    /**
     * Whether the end of the shown lease may never have reached this task: the address has another client now, or its
     * client holds nothing any more, and no version after the shown one was sent since the task started or answers
     * were last lost. Such a server reports an end by omission, and never mentions an address that its client gave
     * back; the connector then ends the binding when the last reported lease runs out.
     */
    private boolean isSentToNobody(SimulatedServer server, int slot, int shown) {
        List<LeaseTable.Past> past = server.leases().past(slot);
        Lease sent = server.leases().newestUpTo(slot, shown);
        Lease present = server.leases().at(slot);
        long mayBeLost = Math.max(taskStartedAt, server.answersLostAt());
        return sent != null
                && present != null
                && (present.client() != sent.client() || holdsNothing(server, sent.client()))
                && past.stream()
                        .map(LeaseTable.Past::lease)
                        .filter(lease -> lease.version() > shown)
                        .allMatch(lease -> server.lastSent(lease.version()) <= mayBeLost);
    }

    private static boolean holdsNothing(SimulatedServer server, int client) {
        return server.leases().all().stream().noneMatch(lease -> lease.isBound() && lease.client() == client);
    }

    private boolean settledLately(SimulatedServer server, int slot) {
        List<LeaseTable.Past> past = server.leases().past(slot);
        return !past.isEmpty() && time.millis() - past.get(past.size() - 1).fromMillis() < SETTLING_MILLIS;
    }
}
