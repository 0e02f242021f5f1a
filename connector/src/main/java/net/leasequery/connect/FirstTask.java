package net.leasequery.connect;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.metrics.TopicHealth;
import net.leasequery.connect.readback.CleanupPolicy;
import net.leasequery.connect.readback.ReadBack;
import net.leasequery.connect.readback.ReadBackSettings;
import net.leasequery.connect.readback.ServerCensus;
import net.leasequery.connect.table.Fingerprint;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Duties of the first task of a connector on behalf of all tasks, if it can reach the bindings topic: checks whether
 * the topic is compacted and which servers in it are not followed, and ends the bindings of servers that the operator
 * has retired. {@link #step} is for one thread; {@link #close} may be called from any thread.
 */
final class FirstTask implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstTask.class);
    private static final Duration SHORT_STEP = Duration.ofMillis(20);
    private static final int MOST_NAMES = 20;

    private final LeasequeryConnectorConfig config;
    private final SourceTaskContext context;
    private final TaskEnvironment environment;
    private final ServerCensus census;
    private final ReadBack reading;
    private final CleanupPolicy policy;
    private final TopicHealth health;
    private @Nullable Retirement retirement;
    private boolean counted;

    private FirstTask(
            LeasequeryConnectorConfig config,
            ReadBackSettings topic,
            Set<String> followed,
            SourceTaskContext context,
            TaskEnvironment environment) {
        this.config = config;
        this.context = context;
        this.environment = environment;
        this.census =
                new ServerCensus(followed, config.family(), environment.tables().apply(config.tableBytes()));
        this.reading = new ReadBack(census, topic, environment.consumers(), environment.nanoTime());
        this.policy = new CleanupPolicy(topic, environment.consumers(), environment.nanoTime());
        this.health = new TopicHealth(policy::finding);
    }

    /**
     * Returns the duties of the task with this configuration; null if it is not the first task or cannot reach the
     * topic.
     */
    static @Nullable FirstTask of(
            LeasequeryConnectorConfig config, SourceTaskContext context, TaskEnvironment environment) {
        Set<String> followed = config.followedByAllTasks();
        ReadBackSettings topic = config.census();
        return followed.isEmpty() || topic == null
                ? null
                : new FirstTask(config, topic, followed, context, environment);
    }

    /** The findings about the topic. */
    TopicHealth health() {
        return health;
    }

    /** Continues for a short while. Returns the resulting records, at most one batch. */
    List<SourceRecord> step() {
        policy.step();
        if (!counted && reading.step(SHORT_STEP) == ReadBack.Progress.DONE) {
            counted = true;
            if (census.isFull()) {
                LOG.warn(
                        "Topic {} shows more leases of DHCP servers that this connector does not follow than"
                                + " sweep.table.max.bytes leaves room for. None of them is counted, and none of"
                                + " retire.servers is retired, until a start with more room",
                        config.recordSettings().topics().bindings());
            } else {
                judge(census.leased());
            }
        }
        Retirement retiring = retirement;
        List<SourceRecord> batch = retiring == null ? List.of() : retiring.step();
        if (counted && (retiring == null || retiring.isFinished())) {
            retirement = null;
            census.release();
        }
        return batch;
    }

    /** Whether there is more to do at once. */
    boolean isBusy() {
        return (retirement != null && retirement.isBusy())
                || (!counted && reading.progress() == ReadBack.Progress.READING);
    }

    private void judge(Map<String, List<Fingerprint>> leased) {
        Set<String> unfollowed = new HashSet<>(leased.keySet());
        unfollowed.removeAll(config.retiredServers());
        health.unfollowed(unfollowed.size());
        if (!unfollowed.isEmpty()) {
            LOG.warn(
                    "Topic {} contains leases of {} DHCP servers that this connector does not follow: {}. If no other"
                            + " connector with the same topic.prefix follows them, these leases stay ACTIVE for ever."
                            + " To end them, add the servers to retire.servers",
                    config.recordSettings().topics().bindings(),
                    unfollowed.size(),
                    unfollowed.stream().sorted().limit(MOST_NAMES).toList());
        }
        retirement = new Retirement(config, context, environment, config.retiredServers(), leased);
    }

    @Override
    public void close() {
        reading.close();
        policy.close();
        census.release();
    }
}
