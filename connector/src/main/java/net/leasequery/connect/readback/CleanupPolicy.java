package net.leasequery.connect.readback;

import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks once whether the bindings topic is compacted. A topic that is not compacted loses leases that live longer than
 * its retention, so it no longer is a complete table of leases. A topic that does not exist yet is looked up again.
 *
 * <p>{@link #step} is for one thread and never waits for a broker; {@link #close} may be called from any.
 */
public final class CleanupPolicy implements AutoCloseable {

    /** Result of the check. */
    public enum Finding {
        /** Not known, or not known yet. */
        UNKNOWN,
        /** The newest record of each key is kept. */
        COMPACTED,
        /** Records are deleted by age or size alone. */
        NOT_COMPACTED
    }

    private static final Logger LOG = LoggerFactory.getLogger(CleanupPolicy.class);

    private final ReadBackSettings settings;
    private final TopicLook<Config> look;
    private volatile Finding finding = Finding.UNKNOWN;

    /** Will check the topic that {@code settings} name. Opens nothing yet. */
    public CleanupPolicy(ReadBackSettings settings, ReadBackConsumers clients, LongSupplier nanoTime) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        this.settings = settings;
        this.look = new TopicLook<>(
                settings,
                clients,
                nanoTime,
                admin -> admin.describeConfigs(List.of(topic)).values().get(topic),
                this::judge,
                this::cannotLook,
                null);
    }

    /** The result so far; safe to call from any thread. */
    public Finding finding() {
        return finding;
    }

    /** Sends the request, or takes the response if it has arrived. Never waits. */
    public void step() {
        look.step();
    }

    private void judge(Config config) {
        var entry = config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        String policy = entry == null ? null : entry.value();
        if (policy == null) {
            return;
        }
        if (List.of(policy.split("\\s*,\\s*")).contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            finding = Finding.COMPACTED;
            return;
        }
        finding = Finding.NOT_COMPACTED;
        LOG.warn(
                "Topic {} has cleanup.policy={}: a lease that is not renewed within the topic's retention is deleted"
                        + " from the topic, and consumers take its address for free. Run: kafka-configs.sh --bootstrap-server {}"
                        + " --alter --topic {} --add-config cleanup.policy=compact",
                settings.topic(),
                policy,
                settings.bootstrapServers(),
                settings.topic());
    }

    private void cannotLook(Throwable e) {
        LOG.info(
                "Could not check whether topic {} is compacted ({}). The check needs the permission DESCRIBE_CONFIGS on"
                        + " the topic. Make sure that it has cleanup.policy=compact",
                settings.topic(),
                settings.describe(e));
    }

    @Override
    public void close() {
        look.close();
    }
}
