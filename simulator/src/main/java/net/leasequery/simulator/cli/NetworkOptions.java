package net.leasequery.simulator.cli;

import java.time.Duration;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Options of the simulated network: its addresses, how its leases change, how much of the history is kept. */
final class NetworkOptions {

    @Option(
            names = "--range",
            paramLabel = "[VPN=]RANGE",
            showDefaultValue = Help.Visibility.NEVER,
            description = "Configured addresses, 10.0.0.0/16 or 10.0.0.10-10.0.0.99; for IPv6 2001:db8:0:1::/112,"
                    + " ta:2001:db8:0:1:7::/112 (temporary addresses) or 2001:db8:8000::/36/52 (prefixes of length"
                    + " 52), perhaps with @LINK. May be repeated. Default: 10.0.0.0/16, or the first and the last of"
                    + " these for IPv6")
    private List<String> ranges = List.of();

    @Option(names = "--rate", paramLabel = "N", description = "Changes per second, 0 to 200000.")
    private double rate = 10;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all that is left to chance.")
    private long seed = 1;

    @Option(
            names = "--lease-time",
            paramLabel = "SECONDS",
            converter = LeaseTimes.Converter.class,
            description = "Lease time, or shortest and longest as 60-3600.")
    private LeaseTimes leaseTimes = new LeaseTimes(Duration.ofMinutes(1), Duration.ofHours(1));

    @Option(
            names = "--initial-leases",
            paramLabel = "N",
            description = "Leases that exist at the start, at most as many as there are addresses.")
    private int initialLeases;

    @Option(names = "--history", paramLabel = "N", description = "Changes that are remembered for catch-up.")
    private int history = 1_000_000;

    @Option(names = "--history-age", paramLabel = "SECONDS", description = "How long changes are remembered.")
    private long historyAge = 86_400;

    /** The configured addresses, or these if there are none. */
    List<String> rangesOr(List<String> defaults) {
        return ranges.isEmpty() ? defaults : ranges;
    }

    /** Seed of all random choices. */
    long seed() {
        return seed;
    }

    /** The lease time, or the longer of two. */
    Duration longestLease() {
        return leaseTimes.longest();
    }

    /** Configures how many changes a server remembers. */
    void describeHistory(LeasequeryServerBuilder builder) {
        builder.history(history, Duration.ofSeconds(historyAge));
    }

    /**
     * Configures the network of a server.
     *
     * @throws IllegalArgumentException if the lease times or the name of a VPN are invalid
     */
    void describe(LeasequeryServerBuilder builder, Family family) {
        builder.churn(ChurnSettings.DEFAULT.withSeed(seed).withLeaseTimes(leaseTimes.shortest(), leaseTimes.longest()))
                .churnRate(rate)
                .initialLeases(initialLeases);
        describeHistory(builder);
        for (String range : rangesOr(family.defaultRanges())) {
            int equals = range.indexOf('=');
            VirtualSubnet vpn = equals < 0 ? VirtualSubnet.GLOBAL : VirtualSubnet.named(range.substring(0, equals));
            builder.range(vpn, range.substring(equals + 1));
        }
    }
}
