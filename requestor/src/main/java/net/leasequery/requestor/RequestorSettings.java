package net.leasequery.requestor;

import java.time.Duration;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one requestor. Durations are measured in the local clock. Made by {@link #builder}, whose defaults
 * are those of the RFCs. Immutable.
 */
public final class RequestorSettings {

    private final DhcpServer server;
    private final DhcpFamily family;
    private final List<Integer> requestedOptions;
    private final @Nullable TlsSettings tls;
    private final Duration connectTimeout;
    private final Duration receiveTimeout;
    private final Duration dataTimeout;
    private final BackOff reconnectBackOff;
    private final Duration resumeOverlap;
    private final ResumeAssumption resumeAssumes;
    private final int maxQueueSize;
    private final int maxBatchSize;
    private final long maxQueueOctets;
    private final long maxTableOctets;
    private final MalformedMessagePolicy malformedMessages;
    private final SnapshotMode snapshotMode;
    private final List<BulkQuery> bulkQueries;
    private final QueryMode queryMode;
    private final Duration bulkPollInterval;
    private final @Nullable VirtualSubnet vpn;
    private final @Nullable ServerIdentity serverIdentity;
    private final SettingNames settingNames;

    /** Refuses settings that cannot work. */
    RequestorSettings(RequestorSettingsBuilder given) {
        server = given.server;
        family = given.family;
        requestedOptions = List.copyOf(given.requestedOptions);
        tls = given.tls;
        connectTimeout = given.connectTimeout;
        receiveTimeout = given.receiveTimeout;
        dataTimeout = given.dataTimeout;
        reconnectBackOff = given.reconnectBackOff;
        resumeOverlap = given.resumeOverlap;
        resumeAssumes = given.resumeAssumes;
        maxQueueSize = given.maxQueueSize;
        maxBatchSize = given.maxBatchSize;
        maxQueueOctets = given.maxQueueOctets;
        maxTableOctets = given.maxTableOctets;
        malformedMessages = given.malformedMessages;
        snapshotMode = given.snapshotMode;
        bulkQueries = List.copyOf(given.bulkQueries == null ? defaultQueries(given.family) : given.bulkQueries);
        queryMode = given.queryMode;
        bulkPollInterval = given.bulkPollInterval;
        vpn = given.vpn;
        serverIdentity = given.serverIdentity;
        settingNames = given.settingNames;
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("receiveTimeout", receiveTimeout);
        requirePositive("dataTimeout", dataTimeout);
        requirePositive("bulkPollInterval", bulkPollInterval);
        for (BulkQuery query : bulkQueries) {
            if (!query.kind().isOf(family)) {
                throw new IllegalArgumentException(family + " has no bulk query " + query);
            }
        }
        if (queryMode == QueryMode.BULK && bulkQueries.isEmpty()) {
            throw new IllegalArgumentException("queryMode BULK needs at least one of bulkQueries");
        }
        if (resumeOverlap.isNegative()) {
            throw new IllegalArgumentException("resumeOverlap is negative: " + resumeOverlap);
        }
        if (maxQueueOctets < 1 || maxTableOctets < 1) {
            throw new IllegalArgumentException("maxQueueOctets and maxTableOctets must be at least 1, were "
                    + maxQueueOctets + " and " + maxTableOctets);
        }
        if (maxQueueSize < 1 || maxBatchSize < 1) {
            throw new IllegalArgumentException(
                    "maxQueueSize and maxBatchSize must be at least 1, were " + maxQueueSize + " and " + maxBatchSize);
        }
    }

    /** Settings for this server with defaults for everything else. */
    public static RequestorSettingsBuilder builder(DhcpServer server) {
        return new RequestorSettingsBuilder(server);
    }

    /** The server to query. */
    public DhcpServer server() {
        return server;
    }

    /** DHCPv4 or DHCPv6. */
    public DhcpFamily family() {
        return family;
    }

    /** Option codes for the parameter-request-list, in addition to those always requested. */
    public List<Integer> requestedOptions() {
        return requestedOptions;
    }

    /** How connections are secured; null for clear text. */
    public @Nullable TlsSettings tls() {
        return tls;
    }

    /**
     * Timeout for name resolution and TCP connection together, and again for each of the two TLS steps: the server's
     * consent and the handshake.
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** ACTIVE_LQ_RCV_TIMEOUT (RFC 7724 section 5.3). */
    public Duration receiveTimeout() {
        return receiveTimeout;
    }

    /** BULK_LQ_DATA_TIMEOUT (RFC 6926 section 6.3). */
    public Duration dataTimeout() {
        return dataTimeout;
    }

    /** Pauses between attempts to connect. */
    public BackOff reconnectBackOff() {
        return reconnectBackOff;
    }

    /** Subtracted from every query-start-time; whole seconds, rounded up. */
    public Duration resumeOverlap() {
        return resumeOverlap;
    }

    /** Assumption about the order in which a server sends waiting changes. */
    public ResumeAssumption resumeAssumes() {
        return resumeAssumes;
    }

    /** Deliveries that may wait; when full, the socket is no longer read. */
    public int maxQueueSize() {
        return maxQueueSize;
    }

    /** Maximum number of deliveries that one {@link LeasequeryRequestor#poll} returns. */
    public int maxBatchSize() {
        return maxBatchSize;
    }

    /**
     * Octets of heap that the queues of all requestors of this JVM may hold together; at the bound the socket is no
     * longer read.
     */
    public long maxQueueOctets() {
        return maxQueueOctets;
    }

    /**
     * Octets of heap that all tables of addresses of this JVM may hold together; at the bound a back-fill fails,
     * because an older bulk reply could no longer be distinguished from a newer change.
     */
    public long maxTableOctets() {
        return maxTableOctets;
    }

    /** What to do with messages that cannot be decoded. */
    public MalformedMessagePolicy malformedMessages() {
        return malformedMessages;
    }

    /** When Bulk Leasequery loads what Active Leasequery cannot deliver. */
    public SnapshotMode snapshotMode() {
        return snapshotMode;
    }

    /**
     * Bulk queries, run one after the other; together they should cover all relevant addresses. Without any, a snapshot
     * asks Active Leasequery for everything that the server remembers.
     */
    public List<BulkQuery> bulkQueries() {
        return bulkQueries;
    }

    /** How to learn of changes. */
    public QueryMode queryMode() {
        return queryMode;
    }

    /** Time from the start of one poll to the start of the next, in {@link QueryMode#BULK}. */
    public Duration bulkPollInterval() {
        return bulkPollInterval;
    }

    /** The VPN to ask for in every query (RFC 6607, RFC 6926 section 6.2.9); null for the global, default one. */
    public @Nullable VirtualSubnet vpn() {
        return vpn;
    }

    /**
     * Identifiers that are known to belong to this one server; null if not known. Without them, identifiers that the
     * server does not use on one connection are taken for other servers.
     */
    public @Nullable ServerIdentity serverIdentity() {
        return serverIdentity;
    }

    /** Names of these settings as the user knows them, for texts. */
    public SettingNames settingNames() {
        return settingNames;
    }

    /** {@link #resumeOverlap} in the unit of the protocol. */
    public long overlapSeconds() {
        return resumeOverlap.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
    }

    private static List<BulkQuery> defaultQueries(DhcpFamily family) {
        return switch (family) {
            case IPV4 -> List.of(new BulkQuery.All());
            case IPV6 -> List.of();
        };
    }
}
