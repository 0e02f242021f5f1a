package net.leasequery.simulator.cli;

import java.time.Duration;
import java.util.List;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.site.SimulatedSite;
import net.leasequery.simulator.site.SiteKind;
import net.leasequery.simulator.site.SiteSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for several servers in one process that share their leases. */
final class SiteOptions {

    /** Options that have no effect on one server. */
    static final List<String> ONLY_OF_SEVERAL_SERVERS = List.of("--load-balancing", "--mclt", "--outside", "--clients");

    @Option(
            names = "--pair",
            description = "Run a failover pair, east (primary) and west, instead of one server. Leases last"
                    + " --lease-time, the longer one if two are given; --rate and --initial-leases mean nothing.")
    private boolean pair;

    @Option(names = "--load-balancing", description = "Both servers of the pair serve new clients; IPv4 only.")
    private boolean loadBalancing;

    @Option(names = "--mclt", paramLabel = "SECONDS", description = "Maximum client lead time of the pair.")
    private long mclt = 60;

    @Option(
            names = "--group",
            paramLabel = "N",
            description = "Run a group of N servers, s1 to sN, by draft-ietf-dhc-interserver-alt-00 instead.")
    private @Nullable Integer group;

    @Option(names = "--outside", paramLabel = "N", description = "Servers of the group that have not joined yet.")
    private int outside;

    @Option(names = "--clients", paramLabel = "N", description = "Clients of the pair or group.")
    private int clients = 100;

    /** The ranges that the servers lease out by default: 256 addresses and, for IPv6, as many prefixes. */
    static List<String> defaultRanges(Family family) {
        return family == Family.IPV4 ? List.of("10.0.0.0/24") : List.of("2001:db8:0:1::/120", "2001:db8:8000::/44/52");
    }

    /** Whether several servers are requested. */
    boolean isWanted() {
        return pair || group != null;
    }

    /**
     * Returns the settings of the site.
     *
     * @throws IllegalArgumentException if the options contradict each other
     */
    SiteSettings settings(Family family, List<String> ranges, Duration lease, long seed) {
        if (pair && group != null) {
            throw new IllegalArgumentException("--pair and --group exclude each other");
        }
        SiteKind kind = group != null ? SiteKind.GROUP : loadBalancing ? SiteKind.LOAD_BALANCING : SiteKind.HOT_STANDBY;
        return new SiteSettings(
                kind,
                family,
                SimulatedSite.names(kind, group == null ? 2 : group),
                outside,
                ranges,
                clients,
                lease,
                Duration.ofSeconds(mclt),
                seed);
    }
}
