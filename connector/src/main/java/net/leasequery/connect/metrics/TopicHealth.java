package net.leasequery.connect.metrics;

import java.util.List;
import java.util.function.Supplier;
import net.leasequery.connect.sweep.CleanupPolicy;

/** What the first task of a connector has found out about the bindings topic. One thread tells, any thread reads. */
public final class TopicHealth {

    private static final long UNKNOWN = -1;

    private final Supplier<CleanupPolicy.Finding> policy;
    private volatile long unfollowed = UNKNOWN;

    /** With what is known of the topic's cleanup policy at any moment. */
    public TopicHealth(Supplier<CleanupPolicy.Finding> policy) {
        this.policy = policy;
    }

    /** Of a task that does not look at the topic. */
    public static TopicHealth unknown() {
        return new TopicHealth(() -> CleanupPolicy.Finding.UNKNOWN);
    }

    /** Takes note of how many servers have leases in the topic and are not followed. */
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
