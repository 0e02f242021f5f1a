package net.leasequery.connect.readback;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.leasequery.codec.PrintableText;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.connect.table.VpnScope;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The bindings topic and how to reach it. Holds secrets and never shows them. */
public final class ReadBackSettings {

    /** Consumer properties that the read-back depends on and that must not be configured. */
    public static final Set<String> FIXED = Set.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ConsumerConfig.CLIENT_ID_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'=;]+");
    /** Limits text that may come from a broker or from a record of the topic. */
    private static final int LONGEST_TEXT = 1_000;

    private static final int SHORTEST_SECRET_WORD = 3;

    private final String topic;
    private final String bootstrapServers;
    private final String clientId;
    private final Map<String, String> consumer;
    private final VpnScope vpns;
    private final SubnetFilter subnets;

    /**
     * Opens nothing yet.
     *
     * @param topic bindings topic
     * @param bootstrapServers of its cluster, as Kafka's clients take them
     * @param clientId names the consumer in the brokers' logs and in metrics
     * @param consumer additional consumer properties, none of them {@link #FIXED}
     * @param vpn named in every query; null for none. Addresses of other VPNs are ignored
     */
    public ReadBackSettings(
            String topic,
            String bootstrapServers,
            String clientId,
            Map<String, String> consumer,
            @Nullable VirtualSubnet vpn) {
        this(topic, bootstrapServers, clientId, consumer, vpn, SubnetFilter.ALL);
    }

    /**
     * Opens nothing yet.
     *
     * @param subnets whose bindings are written; addresses of other subnets are ignored
     */
    public ReadBackSettings(
            String topic,
            String bootstrapServers,
            String clientId,
            Map<String, String> consumer,
            @Nullable VirtualSubnet vpn,
            SubnetFilter subnets) {
        this.vpns = new VpnScope(vpn);
        this.subnets = subnets;
        this.topic = topic;
        this.bootstrapServers = bootstrapServers;
        this.clientId = clientId;
        this.consumer = Map.copyOf(consumer);
    }

    VpnScope vpns() {
        return vpns;
    }

    SubnetFilter subnets() {
        return subnets;
    }

    /** Name of the topic. */
    public String topic() {
        return topic;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Opens a consumer without a group that reads raw octets.
     *
     * @throws KafkaException if the properties are not valid, a key file would block the worker or fill its memory, or
     *     no bootstrap server can be resolved
     */
    Consumer<byte[], byte[]> open(IsolationLevel isolation) {
        ConsumerKeyFiles.problems(consumer).forEach((property, problem) -> {
            throw new KafkaException("sweep.consumer." + property + ": " + problem);
        });
        Map<String, Object> properties = new HashMap<>(consumer);
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.name().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Opens a client for the topic's configuration, which connects to the brokers like the consumer.
     *
     * @throws KafkaException if the properties are not valid, or no bootstrap server can be resolved
     */
    Admin openAdmin() {
        Map<String, Object> properties = new HashMap<>(consumer);
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-admin");
        // Unlike the consumer, the client refuses a value below request.timeout.ms.
        properties.remove(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG);
        // With "rebootstrap", its default, the client logs thousands of lines a second while it reaches no broker
        properties.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        return Admin.create(properties);
    }

    /** Describes a failure for a log; the text is withheld if it contains any word of a secret. */
    String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        boolean leaks = consumer.entrySet().stream()
                .filter(property -> isSecret(property.getKey()))
                .flatMap(property -> BETWEEN_WORDS.splitAsStream(property.getValue()))
                .anyMatch(word -> word.length() >= SHORTEST_SECRET_WORD && message.contains(word));
        return root.getClass().getSimpleName() + ": "
                + (leaks ? "(text withheld, it quotes a secret)" : PrintableText.of(message, LONGEST_TEXT));
    }

    private static boolean isSecret(String property) {
        return property.endsWith("password")
                || property.endsWith("secret")
                || property.startsWith("sasl.jaas")
                || property.endsWith("keystore.key");
    }
}
