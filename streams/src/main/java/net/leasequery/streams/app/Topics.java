package net.leasequery.streams.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.leasequery.streams.settings.HttpSettings;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the topics before the start: inputs have to exist, missing outputs are created, and a changed number of
 * partitions is refused, because it breaks the order of records and the place of state. Runs in the calling thread.
 */
final class Topics {
    /** Suffix of the topic of look-ups. */
    static final String LOOKUPS = "lookups";

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final long ANSWER_SECONDS = 30;
    private static final long PASSING_MILLIS = 7 * 24 * 3_600_000L;

    private final Admin admin;
    private final StreamsSettings settings;
    private final Map<String, Object> clients;

    Topics(Admin admin, StreamsSettings settings, Map<String, Object> clients) {
        this.admin = admin;
        this.settings = settings;
        this.clients = Map.copyOf(clients);
    }

    /**
     * Creates missing topics and returns the number of partitions for repartition topics.
     *
     * @throws ConfigException if an input is missing or has another number of partitions than at the first start
     */
    int prepare() throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, TopicDescription> existing = new TreeMap<>(describe());
        Map<String, Integer> counts = new TreeMap<>();
        List<NewTopic> missing = new ArrayList<>();
        for (String suffix : List.of("bindings", "events", "heartbeat")) {
            for (String topic : settings.inputs(suffix)) {
                if (existing.containsKey(topic) || suffix.equals("bindings")) {
                    counts.put(topic, partitions(existing, topic));
                } else {
                    // The connector would create the topic with its first record, which may take long.
                    missing.add(input(topic, suffix));
                    counts.put(topic, 1);
                }
            }
        }
        int most = settings.inputs("bindings").stream()
                .mapToInt(topic -> counts.getOrDefault(topic, 1))
                .max()
                .orElse(1);
        int fixed = Optional.ofNullable(existing.get(repartitionTopic()))
                .map(topic -> topic.partitions().size())
                .orElse(most);
        for (String suffix : outputs()) {
            String topic = settings.output(suffix);
            if (existing.containsKey(topic)) {
                warnUnlessCompacted(topic);
            } else {
                missing.add(compacted(topic, fixed));
            }
        }
        if (settings.features().contains(StreamsSettings.Feature.HISTORY)) {
            for (String suffix : List.of(HistoryStages.COMMANDS, HistoryStages.ANSWERS)) {
                if (!existing.containsKey(settings.output(suffix))) {
                    // Not kept for ever: a command names a client, and an answer is useful only to a waiting caller.
                    missing.add(deleted(settings.output(suffix), PASSING_MILLIS));
                }
            }
        }
        HttpSettings http = settings.http();
        if (http != null && settings.features().contains(StreamsSettings.Feature.LOOKUP)) {
            String topic = settings.output(LOOKUPS);
            if (!existing.containsKey(topic)) {
                missing.add(deleted(topic, http.lookupsRetentionMillis()));
            }
        }
        String layout = settings.applicationId() + "-layout";
        if (!existing.containsKey(layout)) {
            missing.add(compacted(layout, 1));
        }
        create(missing);
        new Layout(layout, clients).check(counts);
        return fixed;
    }

    private static NewTopic input(String topic, String suffix) {
        return suffix.equals("heartbeat") ? compacted(topic, 1) : new NewTopic(topic, Optional.of(1), Optional.empty());
    }

    private static NewTopic compacted(String topic, int partitions) {
        return new NewTopic(topic, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static NewTopic deleted(String topic, long retentionMillis) {
        return new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retentionMillis)));
    }

    /** Returns the name of the topic between readers and addresses. */
    String repartitionTopic() {
        return settings.applicationId() + "-views-repartition";
    }

    /** Returns the repartition topics that records of a server pass, in this order. */
    List<String> repartitionTopics() {
        return settings.features().contains(StreamsSettings.Feature.AUDIT)
                ? List.of(repartitionTopic(), settings.applicationId() + "-holdings-repartition")
                : List.of(repartitionTopic());
    }

    private List<String> outputs() {
        List<String> outputs = new ArrayList<>(List.of("leases", "members"));
        if (settings.features().contains(StreamsSettings.Feature.AUDIT)) {
            outputs.add("audit");
        }
        if (settings.features().contains(StreamsSettings.Feature.HISTORY)) {
            outputs.add(HistoryStages.TENURES);
        }
        return outputs;
    }

    private Map<String, TopicDescription> describe() throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> names = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return admin.describeTopics(names).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private static int partitions(Map<String, TopicDescription> existing, String topic) {
        TopicDescription description = existing.get(topic);
        if (description == null) {
            throw new ConfigException(
                    "topic.prefix",
                    topic,
                    "does not exist. Start the connector first, or create the topic as docs/records.md says");
        }
        return description.partitions().size();
    }

    private void warnUnlessCompacted(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var described = admin.describeConfigs(List.of(resource)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        var policy = described.get(resource);
        var entry = policy == null ? null : policy.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (entry != null && !TopicConfig.CLEANUP_POLICY_COMPACT.equals(entry.value())) {
            LOG.warn(
                    "Topic {} has cleanup.policy={}: records are deleted after a while although they are still valid."
                            + " Run: kafka-configs.sh --bootstrap-server <brokers> --alter --topic {} --add-config"
                            + " cleanup.policy=compact",
                    topic,
                    entry.value(),
                    topic);
        }
    }

    private void create(List<NewTopic> missing) throws InterruptedException, ExecutionException, TimeoutException {
        for (var made : admin.createTopics(missing).values().entrySet()) {
            try {
                made.getValue().get(ANSWER_SECONDS, TimeUnit.SECONDS);
                LOG.info("Created topic {}.", made.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
