package net.leasequery.connect.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once whether the bindings topic is compacted. A topic that is not loses leases that live longer than its
 * retention, and then it is no table of leases any more. A topic that does not exist yet is looked for again.
 *
 * <p>{@link #step} is for one thread and never waits for a broker; {@link #close} may be called from any.
 */
public final class CleanupPolicy implements AutoCloseable {

    /** What was found. */
    public enum Finding {
        /** Not known, or not known yet. */
        UNKNOWN,
        /** The newest record of each key is kept. */
        COMPACTED,
        /** Records are deleted by age or size alone. */
        NOT_COMPACTED
    }

    private static final Logger LOG = LoggerFactory.getLogger(CleanupPolicy.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final ReadBackSettings settings;
    private final ReadBackConsumers clients;
    private final LongSupplier nanoTime;
    private final AtomicReference<Admin> admin = new AtomicReference<>();
    private volatile Finding finding = Finding.UNKNOWN;
    private volatile boolean ended;
    private @Nullable KafkaFuture<Map<ConfigResource, Config>> answer;
    private @Nullable Long nextLookNanos;

    /** Looks at the topic that {@code settings} name. Nothing is opened yet. */
    public CleanupPolicy(ReadBackSettings settings, ReadBackConsumers clients, LongSupplier nanoTime) {
        this.settings = settings;
        this.clients = clients;
        this.nanoTime = nanoTime;
    }

    /** What was found; from any thread. */
    public Finding finding() {
        return finding;
    }

    /** Asks, or takes the answer that has come. */
    public void step() {
        if (ended) {
            return;
        }
        KafkaFuture<Map<ConfigResource, Config>> asked = answer;
        if (asked == null) {
            Long due = nextLookNanos;
            if (due == null || nanoTime.getAsLong() - due >= 0) {
                ask();
            }
        } else if (asked.isDone()) {
            answer = null;
            take(asked);
        }
    }

    private void ask() {
        try {
            Admin open = clients.openAdmin(settings);
            if (open == null) {
                ended = true;
                return;
            }
            admin.set(open);
            answer = open.describeConfigs(List.of(topic())).all();
        } catch (KafkaException e) {
            giveUp(e);
        }
    }

    private ConfigResource topic() {
        return new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
    }

    private void take(KafkaFuture<Map<ConfigResource, Config>> asked) {
        shut();
        try {
            judge(asked.get().get(topic()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                nextLookNanos = nanoTime.getAsLong() + BETWEEN_LOOKS.toNanos();
            } else {
                giveUp(e.getCause() == null ? e : e.getCause());
            }
        } catch (CancellationException e) {
            giveUp(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(@Nullable Config config) {
        var entry = config == null ? null : config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        String policy = entry == null ? null : entry.value();
        ended = true;
        if (policy == null) {
            return;
        }
        if (List.of(policy.split("\\s*,\\s*")).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            finding = Finding.COMPACTED;
            return;
        }
        finding = Finding.NOT_COMPACTED;
        LOG.warn(
                "Topic {} has cleanup.policy={}: a lease that is not renewed within the topic's retention leaves the"
                        + " topic, and readers take its address for free. Run: kafka-configs.sh --bootstrap-server {}"
                        + " --alter --topic {} --add-config cleanup.policy=compact",
                settings.topic(),
                policy,
                settings.bootstrapServers(),
                settings.topic());
    }

    private void giveUp(Throwable e) {
        shut();
        ended = true;
        LOG.info(
                "Whether {} is compacted cannot be found out ({}); it needs the right to describe the topic's"
                        + " configuration. It should have cleanup.policy=compact",
                settings.topic(),
                settings.describe(e));
    }

    private void shut() {
        Admin open = admin.getAndSet(null);
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        ended = true;
        shut();
    }
}
