package net.leasequery.simulator.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.simulator.churn.Churn;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.history.History;
import net.leasequery.simulator.history.HistoryLimits;
import net.leasequery.simulator.lease.ConfiguredRange;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.tls.SecureMode;
import net.leasequery.simulator.wire.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link LeasequeryServer}. Only a range is required. Defaults are those of the RFCs; in particular,
 * Active Leasequery and operation without TLS are enabled separately (RFC 7724 section 8.1).
 */
public final class LeasequeryServerBuilder {

    private InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private @Nullable Ipv4Address serverIdentifier;
    private Profile profile = Profile.RFC;
    private boolean active;
    private boolean insecure;
    private @Nullable SecureMode secureMode;
    private Duration idleTimeout = Duration.ofMinutes(1);
    private Duration sendTimeout = Duration.ofMinutes(2);
    private Duration dataTimeout = Duration.ofMinutes(5);
    private int maxConnections = 10;
    private int maxQueries = 4;
    private boolean tellsActiveState = true;
    private int sendBuffer;
    private WaitingOrder waitingOrder = WaitingOrder.OLDEST_CHANGE_FIRST;
    private HistoryLimits historyLimits = HistoryLimits.DEFAULT;
    private ChurnSettings churnSettings = ChurnSettings.DEFAULT;
    private double churnRate;
    private boolean expiresLeases = true;
    private int initialLeases;
    private InstantSource time = InstantSource.system();
    private @Nullable Path queryLog;
    private Family family = Family.IPV4;
    private Duid serverDuid = Duid.ofHex("000200001194736572766572");
    private final List<ConfiguredRange> ranges = new ArrayList<>();
    private final Set<Integer> withheld = new HashSet<>();

    LeasequeryServerBuilder() {}

    /** Port to listen on; 0, the default, takes any free one. */
    public LeasequeryServerBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        bind = new InetSocketAddress(bind.getAddress(), port);
        return this;
    }

    /** Address to listen on; loopback by default. */
    public LeasequeryServerBuilder bind(InetAddress address) {
        bind = new InetSocketAddress(address, bind.getPort());
        return this;
    }

    /** IPv4, the default, or IPv6. */
    public LeasequeryServerBuilder family(Family newFamily) {
        family = newFamily;
        return this;
    }

    /** OPTION_SERVERID to answer with; for IPv6. */
    public LeasequeryServerBuilder serverDuid(Duid duid) {
        serverDuid = duid;
        return this;
    }

    /** For IPv4: server-identifier to answer with; by default the IPv4 address listened on. */
    public LeasequeryServerBuilder serverIdentifier(String address) {
        serverIdentifier = Ipv4Address.parse(address);
        return this;
    }

    /** Which kind of server this is; by default one that follows the RFCs. */
    public LeasequeryServerBuilder profile(Profile newProfile) {
        profile = newProfile;
        return this;
    }

    /**
     * Configures addresses of the global VPN: {@code 10.0.0.0/16} or {@code 10.0.0.10-10.0.0.99}, or for IPv6
     * {@code 2001:db8:0:1::/112}, {@code ta:2001:db8:0:1:7::/112} (temporary addresses) or
     * {@code 2001:db8:8000::/36/52} (prefixes of length 52), each followed by the link if needed, as in
     * {@code @2001:db8:0:1::/64}. By default the link of addresses is their /64 prefix, and the link of prefixes is
     * that of the range before.
     */
    public LeasequeryServerBuilder range(String range) {
        return range(VirtualSubnet.GLOBAL, range);
    }

    /** Configures addresses of a VPN. */
    public LeasequeryServerBuilder range(VirtualSubnet vpn, String range) {
        ranges.add(new ConfiguredRange(vpn, range));
        return this;
    }

    /** Answers Active queries. */
    public LeasequeryServerBuilder activeLeasequery() {
        active = true;
        return this;
    }

    /** Answers requestors that do not use TLS. */
    public LeasequeryServerBuilder insecure() {
        insecure = true;
        return this;
    }

    /**
     * Secures connections by TLS, and serves no others; without this every request for TLS is refused. In insecure
     * mode TLS is always refused, regardless of this setting (RFC 7724 section 8.1).
     */
    public LeasequeryServerBuilder secure(SecureMode mode) {
        secureMode = mode;
        return this;
    }

    /** ACTIVE_LQ_IDLE_TIMEOUT, 60 s by default: silence after which ConnectionActive is sent. */
    public LeasequeryServerBuilder idleTimeout(Duration timeout) {
        idleTimeout = timeout;
        return this;
    }

    /** ACTIVE_LQ_SEND_TIMEOUT, 120 s by default: how long a connection may stay blocked. */
    public LeasequeryServerBuilder sendTimeout(Duration timeout) {
        sendTimeout = timeout;
        return this;
    }

    /** BULK_LQ_DATA_TIMEOUT, 300 s by default: how long a connection may stay open without a query. */
    public LeasequeryServerBuilder dataTimeout(Duration timeout) {
        dataTimeout = timeout;
        return this;
    }

    /** BULK_LQ_MAX_CONNS, 10 by default: connections served at a time; more are accepted and closed. */
    public LeasequeryServerBuilder maxConnections(int connections) {
        maxConnections = connections;
        return this;
    }

    /** Bulk queries answered at a time on one connection, 4 by default; more are not read. */
    public LeasequeryServerBuilder maxQueriesPerConnection(int queries) {
        maxQueries = queries;
        return this;
    }

    /** For IPv4: leaves dhcp-state out of DHCPLEASEACTIVE, which says ACTIVE by itself (RFC 6926 section 8.3). */
    public LeasequeryServerBuilder withoutStateInLeaseActive() {
        tellsActiveState = false;
        return this;
    }

    /**
     * Octets that the operating system buffers before a requestor reads them; 0, the default, for its own choice. The
     * smaller the buffer, the sooner a slow requestor blocks its connection.
     */
    public LeasequeryServerBuilder sendBuffer(int octets) {
        sendBuffer = octets;
        return this;
    }

    /** Option codes that are never sent, even when asked for (RFC 7724 section 8.2). */
    public LeasequeryServerBuilder withhold(Integer... optionCodes) {
        withheld.addAll(List.of(optionCodes));
        return this;
    }

    /** The order in which waiting changes are sent; the oldest first by default. */
    public LeasequeryServerBuilder waitingOrder(WaitingOrder order) {
        waitingOrder = order;
        return this;
    }

    /** How many changes are remembered, and for how long; a million and a day by default. */
    public LeasequeryServerBuilder history(int entries, Duration age) {
        historyLimits = new HistoryLimits(entries, age);
        return this;
    }

    /** Settings of the simulated network; their seed also decides random orders. */
    public LeasequeryServerBuilder churn(ChurnSettings settings) {
        churnSettings = settings;
        return this;
    }

    /**
     * Leases do not expire automatically: the caller that changes them through {@link LeasequeryServer#leases} also
     * ends them.
     */
    public LeasequeryServerBuilder leasesAreEndedByCaller() {
        expiresLeases = false;
        return this;
    }

    /** Changes per second from the start on, 0 by default. */
    public LeasequeryServerBuilder churnRate(double changesPerSecond) {
        churnRate = changesPerSecond;
        return this;
    }

    /** Leases that exist at the start and are older than the history: 0 by default. With 0, the history is complete. */
    public LeasequeryServerBuilder initialLeases(int leases) {
        if (leases < 0) {
            throw new IllegalArgumentException("the number of initial leases, " + leases + ", is negative");
        }
        initialLeases = leases;
        return this;
    }

    /** Source of the server's clock; the system clock by default. */
    public LeasequeryServerBuilder time(InstantSource source) {
        time = source;
        return this;
    }

    /** Appends every query received to a file of JSON lines. */
    public LeasequeryServerBuilder queryLog(Path file) {
        queryLog = file;
        return this;
    }

    /**
     * Starts the server; it listens when this returns.
     *
     * @throws IllegalArgumentException if no range is configured, two overlap, one is not of the family, the ranges
     *     have fewer addresses than there are initial leases, the profile does not suit the family, or a limit or
     *     timeout is not positive
     * @throws java.io.UncheckedIOException if the query log cannot be opened
     */
    public LeasequeryServer start() {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("no addresses are configured: give at least one range");
        }
        ServerSettings settings = settings();
        ServerClock clock = new ServerClock(time);
        LeaseTable table = new LeaseTable(ConfiguredRange.pools(family, ranges), clock.now());
        if (initialLeases > table.size()) {
            throw new IllegalArgumentException("initial leases: " + initialLeases + " are more than the " + table.size()
                    + " addresses and prefixes of the ranges; lower the number or add a range");
        }
        LeaseDatabase database = new LeaseDatabase(table, clock);
        Dialect dialect = behavior().about(database, clock, bind.getAddress());
        Churn churn = new Churn(database, clock, churnSettings);
        churn.populate(initialLeases);
        History history = initialLeases == 0
                ? History.ofNewServer(clock, historyLimits)
                : History.since(clock.now(), clock, historyLimits);
        LeasequeryServer server = new LeasequeryServer(
                settings, dialect, clock, database, history, churn, churnRate, expiresLeases, new QueryLog(queryLog));
        server.begin();
        return server;
    }

    private ProtocolBehavior behavior() {
        return new ProtocolBehavior(
                family, profile, serverIdentifier, serverDuid, tellsActiveState, Set.copyOf(withheld));
    }

    private ServerSettings settings() {
        return new ServerSettings(
                bind,
                active,
                insecure,
                insecure ? null : secureMode,
                new ServerSettings.Timeouts(idleTimeout, sendTimeout, dataTimeout),
                new ServerSettings.Limits(maxConnections, maxQueries, sendBuffer),
                waitingOrder,
                churnSettings.seed());
    }
}
