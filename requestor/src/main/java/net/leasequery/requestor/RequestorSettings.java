package net.leasequery.requestor;

import java.time.Duration;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything that shapes one requestor. Durations are measured in the local clock. Made by {@link
 * #builder}, whose defaults are those of the RFCs.
 *
 * @param server to talk to
 * @param family DHCPv4 or DHCPv6
 * @param requestedOptions option codes for the parameter-request-list, beside those always asked for
 * @param tls how connections are secured; null for clear text
 * @param connectTimeout for name resolution and TCP connection together, and once more for each of the two
 *     steps to TLS: the server's consent, the handshake
 * @param receiveTimeout ACTIVE_LQ_RCV_TIMEOUT (RFC 7724 section 5.3)
 * @param dataTimeout BULK_LQ_DATA_TIMEOUT (RFC 6926 section 6.3)
 * @param reconnectBackOff between attempts
 * @param resumeOverlap taken off every query-start-time; whole seconds, rounded up
 * @param resumeAssumes of the order in which a server sends changes that wait
 * @param maxQueueSize deliveries that may wait; when full, the socket is no longer read
 * @param maxBatchSize most deliveries that one {@link LeasequeryRequestor#poll} returns
 * @param maxQueueOctets octets of heap that the queues of all requestors of this JVM may hold together; at
 *     the bound the socket is no longer read
 * @param maxTableOctets octets of heap that all tables of addresses of this JVM may hold together; at the
 *     bound a back-fill fails, because an older bulk reply could no longer be distinguished from a newer change
 * @param malformedMessages what to do with them
 * @param snapshotMode when to load by Bulk Leasequery what Active Leasequery cannot bring
 * @param bulkQueries for that, one after the other; together they should cover all addresses of
 *     interest. Without any, a snapshot asks Active Leasequery for what it remembers
 * @param queryMode how to learn of changes
 * @param bulkPollInterval from the start of one poll to that of the next, in {@link QueryMode#BULK}
 * @param vpn to ask for in every query (RFC 6607, RFC 6926 section 6.2.9); null for the global,
 *     default one
 * @param serverIdentity identifiers that are known to be those of this one server, which may use any of them;
 *     null if not known: then identifiers that it does not use on one connection are taken for other servers
 * @param settingNames how the user calls these settings, for texts
 */
public record RequestorSettings(
        DhcpServer server,
        DhcpFamily family,
        List<Integer> requestedOptions,
        @Nullable TlsSettings tls,
        Duration connectTimeout,
        Duration receiveTimeout,
        Duration dataTimeout,
        BackOff reconnectBackOff,
        Duration resumeOverlap,
        ResumeAssumption resumeAssumes,
        int maxQueueSize,
        int maxBatchSize,
        long maxQueueOctets,
        long maxTableOctets,
        MalformedMessagePolicy malformedMessages,
        SnapshotMode snapshotMode,
        List<BulkQuery> bulkQueries,
        QueryMode queryMode,
        Duration bulkPollInterval,
        @Nullable VirtualSubnet vpn,
        @Nullable ServerIdentity serverIdentity,
        SettingNames settingNames) {

    /** Refuses what cannot work, and makes the lists immutable. */
    public RequestorSettings {
        requestedOptions = List.copyOf(requestedOptions);
        bulkQueries = List.copyOf(bulkQueries);
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

    /** {@link #resumeOverlap} in the unit of the protocol. */
    public long overlapSeconds() {
        return resumeOverlap.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
    }
}
