package net.leasequery.connect.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.offset.AskedBindings;
import net.leasequery.connect.offset.OffsetScope;
import net.leasequery.connect.readback.ReadBackSettings;
import net.leasequery.connect.record.OptionsFormat;
import net.leasequery.connect.record.RecordSettings;
import net.leasequery.connect.record.Topics;
import net.leasequery.connect.subnet.SubnetFilter;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.tls.TlsSettings;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTask.TransactionBoundary;
import org.jspecify.annotations.Nullable;

/** The configuration of a connector, parsed once into typed values. Immutable. */
public final class LeasequeryConnectorConfig {

    private static final ConfigDef DEFINITION = Keys.definition();
    private static final String ERRORS_TOLERANCE = "errors.tolerance";

    private final AbstractConfig values;
    private final Map<String, String> given;
    private final DhcpFamily family;
    private final List<DhcpServer> servers;
    private final RequestorSettingsReader requestor;

    /**
     * Parses and checks the configuration.
     *
     * @throws ConfigException that names every key whose value conflicts with another value, or the first whose value
     *     is invalid by itself
     */
    public LeasequeryConnectorConfig(Map<String, String> given) {
        this.given = Map.copyOf(ConfigValidation.withoutNulls(given));
        ConfigValidation.Valid valid = ConfigValidation.parse(this.given);
        this.values = valid.values();
        this.family = RequestorSettingsReader.oneOf(values, DhcpFamily.class, Keys.FAMILY);
        this.servers = ServerList.parse(Keys.SERVERS, values.getList(Keys.SERVERS), family);
        TlsSettings tls = isClearText() ? null : Objects.requireNonNull(valid.tls(), "settings without errors");
        this.requestor = new RequestorSettingsReader(values, this.given, family, tls);
    }

    /** The keys with their defaults, limits and texts. */
    public static ConfigDef definition() {
        return DEFINITION;
    }

    /** Whether a server in {@code dhcp.servers} may have this name. */
    public static boolean isServerName(String name) {
        return ServerList.isName(name);
    }

    /** The servers to follow, in the order given. */
    public List<DhcpServer> servers() {
        return servers;
    }

    /** The protocol to speak. */
    public DhcpFamily family() {
        return family;
    }

    /** The topics and the content of records. */
    public RecordSettings recordSettings() {
        return new RecordSettings(
                Topics.withPrefix(values.getString(Keys.TOPIC_PREFIX)),
                RequestorSettingsReader.oneOf(values, OptionsFormat.class, Keys.OPTIONS_FORMAT),
                values.getBoolean(Keys.TOMBSTONES),
                sweeps(),
                subnets());
    }

    /** Which bindings become records. */
    public SubnetFilter subnets() {
        return SubnetKeys.filter(family, values.getList(SubnetKeys.INCLUDE), values.getList(SubnetKeys.EXCLUDE));
    }

    /** The scope of the offsets of this connector. */
    public OffsetScope scope() {
        return new OffsetScope(
                values.getString(Keys.TOPIC_PREFIX),
                VpnId.canonical(vpn()),
                subnets(),
                AskedBindings.of(requestor.bulkQueries().stream()
                        .map(BulkQuery::toString)
                        .toList()));
    }

    /** Whether bindings that a server no longer has are ended. */
    public boolean sweeps() {
        return SweepKeys.AUTO.equalsIgnoreCase(values.getString(Keys.SWEEP_MODE));
    }

    /** The topic to read back; null if no bootstrap servers are configured. */
    public @Nullable ReadBackSettings readBack(DhcpServer server) {
        return bindingsTopic("leasequery-sweep-" + connectorName() + "-" + server.name(), vpn(), subnets());
    }

    /** The topic in which to look for servers, in all VPNs; null if no bootstrap servers are configured. */
    public @Nullable ReadBackSettings census() {
        return bindingsTopic("leasequery-census-" + connectorName(), VirtualSubnet.ALL, SubnetFilter.ALL);
    }

    /** The topic of the signals; null if there is none. */
    public @Nullable ReadBackSettings signals(DhcpServer server) {
        String topic = values.getString(SignalKeys.TOPIC);
        return topic == null || topic.isBlank()
                ? null
                : onSweepCluster(
                        topic, "leasequery-signals-" + connectorName() + "-" + server.name(), null, SubnetFilter.ALL);
    }

    /**
     * Returns the bulk queries for entries in the form of {@code bulk.query.types}.
     *
     * @throws ConfigException if an entry is no query, or no query of this family
     */
    public List<BulkQuery> bulkQueries(List<String> entries) {
        return BulkQueryTypes.parse(SignalKeys.TOPIC, entries, family);
    }

    private @Nullable ReadBackSettings bindingsTopic(
            String clientId, @Nullable VirtualSubnet vpn, SubnetFilter subnets) {
        return onSweepCluster(recordSettings().topics().bindings(), clientId, vpn, subnets);
    }

    private @Nullable ReadBackSettings onSweepCluster(
            String topic, String clientId, @Nullable VirtualSubnet vpn, SubnetFilter subnets) {
        List<String> brokers = values.getList(Keys.SWEEP_SERVERS);
        if (brokers.isEmpty()) {
            return null;
        }
        Map<String, String> consumer = new HashMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(Keys.SWEEP_CONSUMER_PREFIX) && DEFINITION.names().contains(key)) {
                consumer.put(key.substring(Keys.SWEEP_CONSUMER_PREFIX.length()), value);
            }
        });
        return new ReadBackSettings(topic, String.join(",", brokers), clientId, consumer, vpn, subnets);
    }

    /** Servers that are no longer followed, and whose leases in Kafka are to be ended; only for the first task. */
    public List<String> retiredServers() {
        return values.getList(Keys.RETIRE_SERVERS).stream().distinct().toList();
    }

    /** Names of the servers that all tasks of the connector follow; empty for all tasks but the first. */
    public Set<String> followedByAllTasks() {
        String names = given.getOrDefault(Keys.FOLLOWED_BY_ALL_TASKS, "");
        return names.isEmpty() ? Set.of() : Set.of(names.split(","));
    }

    /** Largest number of records handed to Kafka Connect at once. */
    public int maxBatchSize() {
        return values.getInt(Keys.BATCH_SIZE);
    }

    /** Whether exactly-once delivery, if the worker has it, commits at intervals instead of after each batch. */
    public boolean hasTransactionsByInterval() {
        String boundary =
                given.getOrDefault(SourceTask.TRANSACTION_BOUNDARY_CONFIG, TransactionBoundary.DEFAULT.toString());
        return TransactionBoundary.fromProperty(boundary) == TransactionBoundary.INTERVAL;
    }

    /** Idle time after which a keep-alive becomes a heartbeat record; zero for never. */
    public Duration heartbeatInterval() {
        return Duration.ofMillis(values.getLong(Keys.HEARTBEAT_INTERVAL));
    }

    /** The name of the connector; empty if this is not the configuration of a running connector. */
    public String connectorName() {
        return given.getOrDefault("name", "");
    }

    /** Whether validation also connects to the servers. */
    public boolean triesConnections() {
        return values.getBoolean(Keys.VALIDATE_CONNECTION);
    }

    /** Settings of a requestor that only tries one of {@link #servers}, and loads no bindings. */
    public RequestorSettings probeSettings(DhcpServer server) {
        return requestor.settings(server).snapshotMode(SnapshotMode.NEVER).build();
    }

    /** Settings of the requestor for one of {@link #servers}. */
    public RequestorSettings requestorSettings(DhcpServer server) {
        return requestor.settings(server).build();
    }

    /** The VPN of the queries; null for the server's default VPN. */
    public @Nullable VirtualSubnet vpn() {
        return requestor.vpn();
    }

    /** Limit in octets for the address tables of all tasks; half of the heap unless configured. */
    public long tableBytes() {
        return requestor.tableBytes();
    }

    /** Why the heap is too small for the configured limits, and the remedy; null if it is large enough. */
    public @Nullable String heapWarning() {
        return new HeapLimits(
                        tableBytes(),
                        values.getLong(Keys.QUEUE_BYTES),
                        Runtime.getRuntime().maxMemory())
                .warning();
    }

    private boolean isClearText() {
        return Keys.PLAINTEXT.equalsIgnoreCase(values.getString(Keys.SECURITY_PROTOCOL));
    }

    /** Returns the configuration for the task of one of {@link #servers}: this one, with only that server. */
    public Map<String, String> forTask(DhcpServer server) {
        Map<String, String> task = new HashMap<>(given);
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        task.put(Keys.SERVERS, server.name() + "=" + host + ":" + server.port());
        if (server.equals(servers.get(0))) {
            task.put(
                    Keys.FOLLOWED_BY_ALL_TASKS,
                    servers.stream().map(DhcpServer::name).collect(Collectors.joining(",")));
        } else {
            task.remove(Keys.RETIRE_SERVERS);
            task.remove(Keys.FOLLOWED_BY_ALL_TASKS);
        }
        return task;
    }

    /**
     * Warnings about clear text (RFC 7724 section 9), about each timer that is shorter than the RFCs' default (RFC 7724
     * section 5.3), and about settings of Kafka Connect with which the bindings topic may lose bindings.
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (isClearText()) {
            warnings.add("security.protocol=PLAINTEXT: lease data is sent in clear text, and the server is not"
                    + " authenticated");
        }
        warnIfBelow(Keys.CONNECT_TIMEOUT, Keys.CONNECT_TIMEOUT_DEFAULT, warnings);
        warnIfBelow(Keys.RECEIVE_TIMEOUT, Keys.RECEIVE_TIMEOUT_DEFAULT, warnings);
        warnIfBelow(Keys.DATA_TIMEOUT, Keys.DATA_TIMEOUT_DEFAULT, warnings);
        if ("all".equalsIgnoreCase(given.getOrDefault(ERRORS_TOLERANCE, "").strip())) {
            warnings.add(ERRORS_TOLERANCE + "=all: a binding whose record cannot be transformed, converted or sent is"
                    + " dropped, and the topic keeps an older one; the metric records-not-written-total counts such"
                    + " records. To stop the task instead, set " + ERRORS_TOLERANCE + "=none");
        }
        String uncompacted =
                TopicCreation.warning(given, recordSettings().topics().bindings());
        if (uncompacted != null) {
            warnings.add(uncompacted);
        }
        return warnings;
    }

    private void warnIfBelow(String key, int rfcDefault, List<String> warnings) {
        int value = values.getInt(key);
        if (value < rfcDefault) {
            warnings.add(key + "=" + value + " is below the default of the RFCs, " + rfcDefault
                    + " ms: healthy connections may be cut");
        }
    }
}
