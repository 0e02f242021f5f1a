package net.leasequery.systemtests.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges whether an end that the connector inferred was true at one of the servers that its name stands for. */
final class InferredEnd {

    /** A lease may count as expired this many seconds before the server ends it, because times are whole seconds. */
    private static final long ROUNDING_SECONDS = 1;

    private final List<SimulatedServer> servers;
    private final FollowedAddresses addresses;
    private boolean recordsAreLate;
    private boolean readOutOfOrder;

    InferredEnd(List<SimulatedServer> servers, FollowedAddresses addresses) {
        this.servers = servers;
        this.addresses = addresses;
    }

    /** From now on a task that was replaced may write older records after newer ones. */
    void recordsMayBeLate() {
        recordsAreLate = true;
    }

    /** From now on the connector may read the newer one of two records first. */
    void recordsMayBeReadOutOfOrder() {
        readOutOfOrder = true;
    }

    /**
     * Why an end is wrong; null if it is not. It may be wrong if the connector took an older record for the last one,
     * or if a server reported a binding of another VPN once and no longer.
     *
     * @param before last record of the address; null if there is none
     * @param state in which the binding is said to be
     */
    @Nullable
    String objection(int slot, @Nullable Written before, String state) {
        // It may be older than the lease, which each of several servers got at another moment.
        boolean lateOfSeveral = recordsAreLate && servers.size() > 1;
        boolean mayBeWrong =
                readOutOfOrder || lateOfSeveral || (addresses.isUnfollowed(slot) && "EXPIRED".equals(state));
        Written followed = recordsAreLate ? null : before;
        return mayBeWrong || servers.stream().anyMatch(server -> isTrue(server, slot, followed))
                ? null
                : "the server has held it all the time since version " + (before == null ? 0 : before.version());
    }

    /**
     * Whether the server had no lease of the address at some moment since the record that the end follows.
     *
     * @param before last record of the address; null if there is none
     */
    private static boolean isTrue(SimulatedServer server, int slot, @Nullable Written before) {
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
