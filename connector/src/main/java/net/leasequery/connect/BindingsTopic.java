package net.leasequery.connect;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.readback.ReadBackSettings;
import net.leasequery.connect.readback.TopicIdentity;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.record.DeliveryMapping;
import net.leasequery.requestor.Notice;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic that a task writes bindings to, and whether it is still the topic that the stored offset refers to. For the
 * polling thread; {@link #stored} and {@link #close} may be called from any thread.
 */
final class BindingsTopic implements AutoCloseable {

    /** Longest time that the read-back of the topic waits for the first look-up of its id. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(BindingsTopic.class);

    private final String name;
    private final boolean readBack;
    private final @Nullable TopicIdentity identity;
    private final Hold hold;
    private boolean mayBeReadBack;
    private volatile boolean readBackInVain;
    private boolean replaced;

    private BindingsTopic(String name, @Nullable TopicIdentity identity, LongSupplier nanoTime) {
        this.name = name;
        this.readBack = identity != null;
        this.identity = identity;
        this.hold = new Hold(LONGEST_HOLD, nanoTime);
    }

    /**
     * Returns the topic that {@code config} names.
     *
     * @param settings to look the topic up with; null if no bootstrap servers are configured
     */
    static BindingsTopic of(
            LeasequeryConnectorConfig config, @Nullable ReadBackSettings settings, TaskEnvironment environment) {
        return new BindingsTopic(
                config.recordSettings().topics().bindings(),
                settings == null ? null : new TopicIdentity(settings, environment.consumers(), environment.nanoTime()),
                environment.nanoTime());
    }

    /**
     * Whether the topic may be read back: its id was looked up, or the look-up has failed or takes too long. What is
     * read back before the id is known may be in a topic that has been deleted meanwhile, and the id that of its
     * successor.
     */
    boolean mayBeReadBack(Duration longestWait) throws InterruptedException {
        mayBeReadBack = mayBeReadBack || identity == null || identity.awaitFirst(longestWait) || !hold.isOn(true);
        return mayBeReadBack;
    }

    /**
     * Continues the look-ups of the topic's id, without waiting. The stored offset names the topic that holds its
     * changes; an offset without an id is assumed to refer to the current topic. The look-ups are repeated, because
     * acknowledged offsets show that a topic is a new one only if its partition has had a record of this run before.
     */
    void identify(DeliveryMapping mapping) {
        String found = identity == null ? null : identity.step();
        if (found != null) {
            String before = mapping.offsets().newest().topicId();
            replaced = before != null && !before.equals(found);
            if (before == null) {
                mapping.offsets().inTopic(found);
            }
        }
    }

    /**
     * Whether Kafka has lost bindings that it had acknowledged: the topic has another id than in the stored offset, or
     * acknowledged offsets have moved backwards since the last call.
     */
    boolean hasLostBindings(Acknowledgements acknowledgements) {
        return acknowledgements.takeRecreated(name) || replaced;
    }

    /**
     * Compares where Kafka stored a record with the topic that is read back, and warns once if a transform has routed
     * bindings to another topic.
     *
     * @param record as the task created it
     * @param metadata where Kafka stored it; null if it was not stored
     */
    void stored(SourceRecord record, @Nullable RecordMetadata metadata) {
        if (readBack
                && !readBackInVain
                && metadata != null
                && name.equals(record.topic())
                && !name.equals(metadata.topic())) {
            readBackInVain = true;
            LOG.warn(
                    "A transform writes bindings to topic {}, and the task reads back {}. After a restart no binding of an"
                            + " earlier run is ended, and repetitions are written. Choose the topic by topic.prefix"
                            + " instead, or remove sweep.bootstrap.servers",
                    metadata.topic(),
                    name);
        }
    }

    /** Whether bindings are stored in another topic than the one that is read back. */
    boolean isReadBackInVain() {
        return readBackInVain;
    }

    /** Returns the event TOPIC_RECREATED. */
    List<SourceRecord> loss(DeliveryMapping mapping) {
        return mapping.report(new Notice.StoreRecreated("the id of " + name + " differs"
                + " from the id in the stored offset, or its acknowledged offsets moved backwards: the topic was"
                + " deleted and created again, or a broker lost records. All bindings of the server are loaded again,"
                + " unless snapshot.mode=never"));
    }

    @Override
    public void close() {
        if (identity != null) {
            identity.close();
        }
    }
}
