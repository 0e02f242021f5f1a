package net.leasequery.connect.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.RequestorSettingsBuilder;
import net.leasequery.requestor.ResumeAssumption;
import net.leasequery.requestor.SnapshotMode;
import net.leasequery.requestor.tls.TlsSettings;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a requestor from the configuration of a connector. */
final class RequestorSettingsReader {

    private final AbstractConfig values;
    private final Map<String, String> given;
    private final DhcpFamily family;
    private final @Nullable TlsSettings tls;

    /**
     * @param values parsed and checked
     * @param given as the operator wrote them
     * @param tls null for clear text
     */
    RequestorSettingsReader(
            AbstractConfig values, Map<String, String> given, DhcpFamily family, @Nullable TlsSettings tls) {
        this.values = values;
        this.given = given;
        this.family = family;
        this.tls = tls;
    }

    RequestorSettingsBuilder settings(DhcpServer server) {
        BackOff backOff = new BackOff(millis(Keys.BACKOFF), millis(Keys.BACKOFF_MAX));
        RequestorSettingsBuilder builder = RequestorSettings.builder(server)
                .family(family)
                .requestedOptions(requestedOptions())
                .serverIdentity(ServerIdentities.of(server.name(), values.getList(Keys.SERVER_IDENTITIES)))
                .connectTimeout(Duration.ofMillis(values.getInt(Keys.CONNECT_TIMEOUT)))
                .receiveTimeout(Duration.ofMillis(values.getInt(Keys.RECEIVE_TIMEOUT)))
                .dataTimeout(Duration.ofMillis(values.getInt(Keys.DATA_TIMEOUT)))
                .reconnectBackOff(backOff)
                .resumeOverlap(millis(Keys.RESUME_OVERLAP))
                .resumeAssumes(oneOf(ResumeAssumption.class, Keys.RESUME_ASSUMES))
                .maxQueueSize(values.getInt(Keys.QUEUE_SIZE))
                .maxBatchSize(values.getInt(Keys.BATCH_SIZE))
                .maxQueueOctets(values.getLong(Keys.QUEUE_BYTES))
                .maxTableOctets(tableBytes())
                .malformedMessages(oneOf(MalformedMessagePolicy.class, Keys.MALFORMED_POLICY))
                .snapshotMode(oneOf(SnapshotMode.class, Keys.SNAPSHOT_MODE))
                .bulkQueries(bulkQueries())
                .queryMode(oneOf(QueryMode.class, Keys.QUERY_MODE))
                .bulkPollInterval(millis(Keys.POLL_INTERVAL))
                .settingNames(RequestorSettingNames.KEYS);
        VirtualSubnet vpn = vpn();
        if (vpn != null) {
            builder.vpn(vpn);
        }
        return tls == null ? builder.clearText() : builder.tls(tls);
    }

    /** The VPN of the queries; null for the server's default VPN. */
    @Nullable
    VirtualSubnet vpn() {
        String id = values.getString(Keys.VPN_ID);
        return id == null ? null : VpnId.parse(Keys.VPN_ID, id);
    }

    /** Limit in octets for the address tables of all tasks; half of the heap unless configured. */
    long tableBytes() {
        Long limit = values.getLong(Keys.TABLE_BYTES);
        return limit == null ? Runtime.getRuntime().maxMemory() / 2 : limit;
    }

    List<BulkQuery> bulkQueries() {
        if (family == DhcpFamily.IPV6 && !given.containsKey(Keys.BULK_QUERY_TYPES)) {
            return List.of();
        }
        return BulkQueryTypes.parse(Keys.BULK_QUERY_TYPES, values.getList(Keys.BULK_QUERY_TYPES), family);
    }

    private List<Integer> requestedOptions() {
        return family == DhcpFamily.IPV6 && !given.containsKey(Keys.REQUESTED_OPTIONS)
                ? OptionCodes.IPV6_DEFAULT
                : OptionCodes.parse(Keys.REQUESTED_OPTIONS, values.getList(Keys.REQUESTED_OPTIONS), family);
    }

    private Duration millis(String key) {
        return Duration.ofMillis(values.getLong(key));
    }

    private <E extends Enum<E>> E oneOf(Class<E> type, String key) {
        return oneOf(values, type, key);
    }

    /** Returns the constant of {@code type} that a key names, ignoring case. */
    static <E extends Enum<E>> E oneOf(AbstractConfig values, Class<E> type, String key) {
        return Enum.valueOf(type, values.getString(key).toUpperCase(Locale.ROOT));
    }
}
