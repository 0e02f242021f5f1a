package net.leasequery.requestor;

import java.time.Duration;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.requestor.tls.TlsSettings;
import org.jspecify.annotations.Nullable;

/** Makes {@link RequestorSettings}; each method replaces one default. Not safe for use by several threads. */
public final class RequestorSettingsBuilder {

    final DhcpServer server;
    DhcpFamily family = DhcpFamily.IPV4;
    List<Integer> requestedOptions = List.of();

    @Nullable
    TlsSettings tls;

    private boolean clearText;
    Duration connectTimeout = Duration.ofSeconds(30);
    Duration receiveTimeout = Duration.ofMinutes(2);
    Duration dataTimeout = Duration.ofMinutes(5);
    BackOff reconnectBackOff = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    Duration resumeOverlap = Duration.ofSeconds(5);
    ResumeAssumption resumeAssumes = ResumeAssumption.ORDER;
    int maxQueueSize = 16_384;
    int maxBatchSize = 2_048;
    long maxQueueOctets = 16L * 1_024 * 1_024;
    long maxTableOctets = Runtime.getRuntime().maxMemory() / 2;
    MalformedMessagePolicy malformedMessages = MalformedMessagePolicy.FAIL;
    SnapshotMode snapshotMode = SnapshotMode.INITIAL;

    @Nullable
    List<BulkQuery> bulkQueries;

    QueryMode queryMode = QueryMode.ACTIVE;
    Duration bulkPollInterval = Duration.ofMinutes(1);

    @Nullable
    VirtualSubnet vpn;

    @Nullable
    ServerIdentity serverIdentity;

    SettingNames settingNames = SettingNames.OWN;

    RequestorSettingsBuilder(DhcpServer server) {
        this.server = server;
    }

    /** Sets {@link RequestorSettings#family}. Default: IPv4. */
    public RequestorSettingsBuilder family(DhcpFamily value) {
        family = value;
        return this;
    }

    /** Sets {@link RequestorSettings#requestedOptions}. Default: none in addition to those always requested. */
    public RequestorSettingsBuilder requestedOptions(List<Integer> value) {
        requestedOptions = value;
        return this;
    }

    /** Secures all connections. Either this or {@link #clearText} has to be called. */
    public RequestorSettingsBuilder tls(TlsSettings value) {
        tls = value;
        return this;
    }

    /** Sends queries and receives lease data in clear text, which must be chosen explicitly (RFC 7724 section 9). */
    public RequestorSettingsBuilder clearText() {
        clearText = true;
        return this;
    }

    /** Sets {@link RequestorSettings#connectTimeout}. Default: 30 s. */
    public RequestorSettingsBuilder connectTimeout(Duration value) {
        connectTimeout = value;
        return this;
    }

    /** Sets {@link RequestorSettings#receiveTimeout}. Default: 120 s (RFC 7724 section 5.3). */
    public RequestorSettingsBuilder receiveTimeout(Duration value) {
        receiveTimeout = value;
        return this;
    }

    /** Sets {@link RequestorSettings#dataTimeout}. Default: 300 s (RFC 6926 section 6.3). */
    public RequestorSettingsBuilder dataTimeout(Duration value) {
        dataTimeout = value;
        return this;
    }

    /** Sets {@link RequestorSettings#reconnectBackOff}. Default: 1 s to 60 s. */
    public RequestorSettingsBuilder reconnectBackOff(BackOff value) {
        reconnectBackOff = value;
        return this;
    }

    /** Sets {@link RequestorSettings#resumeOverlap}. Default: 5 s. */
    public RequestorSettingsBuilder resumeOverlap(Duration value) {
        resumeOverlap = value;
        return this;
    }

    /** Sets {@link RequestorSettings#resumeAssumes}. Default: {@link ResumeAssumption#ORDER}. */
    public RequestorSettingsBuilder resumeAssumes(ResumeAssumption value) {
        resumeAssumes = value;
        return this;
    }

    /** Sets {@link RequestorSettings#maxQueueSize}. Default: 16,384 deliveries. */
    public RequestorSettingsBuilder maxQueueSize(int value) {
        maxQueueSize = value;
        return this;
    }

    /** Sets {@link RequestorSettings#maxBatchSize}. Default: 2,048 deliveries. */
    public RequestorSettingsBuilder maxBatchSize(int value) {
        maxBatchSize = value;
        return this;
    }

    /** Sets {@link RequestorSettings#maxQueueOctets}. Default: 16 MiB. */
    public RequestorSettingsBuilder maxQueueOctets(long value) {
        maxQueueOctets = value;
        return this;
    }

    /** Sets {@link RequestorSettings#maxTableOctets}. Default: half of the largest heap. */
    public RequestorSettingsBuilder maxTableOctets(long value) {
        maxTableOctets = value;
        return this;
    }

    /** Sets {@link RequestorSettings#malformedMessages}. Default: {@link MalformedMessagePolicy#FAIL}. */
    public RequestorSettingsBuilder malformedMessages(MalformedMessagePolicy value) {
        malformedMessages = value;
        return this;
    }

    /** Sets {@link RequestorSettings#snapshotMode}. Default: {@link SnapshotMode#INITIAL}. */
    public RequestorSettingsBuilder snapshotMode(SnapshotMode value) {
        snapshotMode = value;
        return this;
    }

    /**
     * Sets {@link RequestorSettings#bulkQueries}. Default: all configured addresses with DHCPv4; none with DHCPv6,
     * which has no such query.
     */
    public RequestorSettingsBuilder bulkQueries(List<BulkQuery> value) {
        bulkQueries = value;
        return this;
    }

    /** Sets {@link RequestorSettings#queryMode}. Default: {@link QueryMode#ACTIVE}. */
    public RequestorSettingsBuilder queryMode(QueryMode value) {
        queryMode = value;
        return this;
    }

    /** Sets {@link RequestorSettings#bulkPollInterval}. Default: 60 s. */
    public RequestorSettingsBuilder bulkPollInterval(Duration value) {
        bulkPollInterval = value;
        return this;
    }

    /** Sets {@link RequestorSettings#vpn}. Default: the global VPN. */
    public RequestorSettingsBuilder vpn(VirtualSubnet value) {
        vpn = value;
        return this;
    }

    /** Sets {@link RequestorSettings#serverIdentity}. Default: not known. */
    public RequestorSettingsBuilder serverIdentity(@Nullable ServerIdentity value) {
        serverIdentity = value;
        return this;
    }

    /** Sets {@link RequestorSettings#settingNames}. Default: the names of this builder's methods. */
    public RequestorSettingsBuilder settingNames(SettingNames value) {
        settingNames = value;
        return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if they cannot work, or if neither {@link #tls} nor {@link #clearText} was
     *     called
     */
    public RequestorSettings build() {
        if (clearText == (tls != null)) {
            throw new IllegalArgumentException("say either tls(...) or clearText()");
        }
        return new RequestorSettings(this);
    }
}
