package net.leasequery.connect.readback;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up the id that Kafka assigned to the bindings topic (KIP-516). A topic that was deleted and created again has
 * the same name but a different id.
 *
 * <p>{@link #step} and {@link #awaitFirst} are for one thread, and only the latter waits for a broker. {@link #close}
 * may be called from any thread, and ends the wait.
 */
public final class TopicIdentity implements AutoCloseable {

    /**
     * Pause between two look-ups. Less than Kafka's default for {@code connections.max.idle.ms}, so that the connection
     * stays open: a client that is opened for each look-up logs its whole configuration.
     */
    public static final Duration BETWEEN_LOOKS = Duration.ofMinutes(4);

    private static final Logger LOG = LoggerFactory.getLogger(TopicIdentity.class);

    private final String topic;
    private final TopicLook<TopicDescription> look;
    private @Nullable String found;

    /** Looks up the topic that {@code settings} name. Opens nothing yet. */
    public TopicIdentity(ReadBackSettings settings, ReadBackConsumers clients, LongSupplier nanoTime) {
        this.topic = settings.topic();
        this.look = new TopicLook<>(
                settings,
                clients,
                nanoTime,
                admin -> admin.describeTopics(List.of(topic)).allTopicNames().thenApply((KafkaFuture.BaseFunction<
                                java.util.Map<String, TopicDescription>, TopicDescription>)
                        topics -> Objects.requireNonNull(topics.get(topic))),
                description -> found = description.topicId().toString(),
                e -> LOG.info(
                        "Could not look up the id of topic {} ({}). This needs the permission DESCRIBE on the topic. If"
                                + " the topic is deleted and created again while this task is not running, the task"
                                + " does not notice",
                        topic,
                        settings.describe(e)),
                BETWEEN_LOOKS);
    }

    /** Continues without waiting. Returns the id once after each look-up; null otherwise. */
    public @Nullable String step() {
        look.step();
        String id = found;
        found = null;
        return id;
    }

    /**
     * Begins, and waits until the first look-up was answered or has failed.
     *
     * @param longest time to wait
     * @return false if the time is up
     */
    public boolean awaitFirst(Duration longest) throws InterruptedException {
        return look.awaitFirst(longest);
    }

    @Override
    public void close() {
        look.close();
    }
}
