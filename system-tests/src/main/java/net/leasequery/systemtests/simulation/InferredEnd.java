package net.leasequery.systemtests.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges whether an end that the connector inferred was true at a server. */
final class InferredEnd {

    /** A lease may count as expired this many seconds before the server ends it, because times are whole seconds. */
    private static final long ROUNDING_SECONDS = 1;

    private InferredEnd() {}

    /**
     * Whether the server had no lease of the address at some moment since the record that the end follows.
     *
     * @param before last record of the address; null if there is none
     */
    static boolean isTrue(SimulatedServer server, int slot, @Nullable Written before) {
        int version = before == null ? 0 : before.version();
        return hasEnded(server, slot, version)
                || (before != null
                        && server.number() != before.server()
                        && (begins(server, slot, version) || wasFreeSince(before.atMillis(), server, slot)));
    }

    /** Whether the server got its first lease of the address later: the version was reported by the other server. */
    private static boolean begins(SimulatedServer server, int slot, int version) {
        List<LeaseTable.Past> past = server.leases().past(slot);
        return !past.isEmpty() && past.get(0).lease().version() > version;
    }

    /** Whether the server had no lease of the address at some moment since then. */
    private static boolean wasFreeSince(long millis, SimulatedServer server, int slot) {
        boolean free = true;
        for (LeaseTable.Past past : server.leases().past(slot)) {
            boolean bound = past.lease().isBound();
            free = past.fromMillis() <= millis ? !bound : free || !bound;
        }
        return free;
    }

    private static boolean hasEnded(SimulatedServer server, int slot, int version) {
        Lease now = server.leases().at(slot);
        if (now == null || !now.isBound()) {
            return true;
        }
        return now.steadyExpiry() - server.clock().steadySeconds() <= ROUNDING_SECONDS
                || server.leases().past(slot).stream()
                        .anyMatch(
                                past -> !past.lease().isBound() && past.lease().version() > version);
    }
}
