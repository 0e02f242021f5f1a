package net.leasequery.connect.metrics;

import java.util.List;
import java.util.function.Supplier;
import net.leasequery.connect.readback.CleanupPolicy;

/**
 * Findings of a connector's first task about the bindings topic. One thread updates the values, any thread reads them.
 */
public final class TopicHealth {

    private static final long UNKNOWN = -1;

    private final Supplier<CleanupPolicy.Finding> policy;
    private volatile long unfollowed = UNKNOWN;

    /** With a supplier of the current finding about the topic's cleanup policy. */
    public TopicHealth(Supplier<CleanupPolicy.Finding> policy) {
        this.policy = policy;
    }

    /** For a task that does not check the topic. */
    public static TopicHealth unknown() {
        return new TopicHealth(() -> CleanupPolicy.Finding.UNKNOWN);
    }

    /** Sets the number of servers that have leases in the topic but are not followed. */
    public void unfollowed(int servers) {
        unfollowed = servers;
    }

    List<Metric> all() {
        return List.of(
                new Metric(
                        "bindings-topic-compacted",
                        "1 if the bindings topic has cleanup.policy compact, 0 if not; -1 if not known, and for all"
                                + " tasks but the first",
                        this::compacted),
                new Metric(
                        "unfollowed-servers",
                        "servers with leases in the bindings topic that are neither in dhcp.servers nor in"
                                + " retire.servers; -1 before they were counted, without sweep.bootstrap.servers, and"
                                + " for all tasks but the first",
                        () -> unfollowed));
    }

    private long compacted() {
        return switch (policy.get()) {
            case COMPACTED -> 1;
            case NOT_COMPACTED -> 0;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
