package net.leasequery.simulator.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.ConfiguredRange;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.lease.Pool;

/** Two links with some sixty addresses each, and for IPv6 some sixty prefixes. */
public final class TestSite {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private TestSite() {}

    /** The links of a family. */
    public static List<Link> links(Family family) {
        List<Link> links = new ArrayList<>();
        for (int link = 1; link <= 2; link++) {
            List<LeaseAddress> addresses = new ArrayList<>();
            new LeaseTable(pools(family, link), START).forEach(lease -> addresses.add(lease.address()));
            links.add(new Link("link-" + link, addresses));
        }
        return links;
    }

    /** What clients of a family lease. */
    public static List<LeaseType> types(Family family) {
        return family == Family.IPV4 ? List.of(LeaseType.V4) : List.of(LeaseType.NA, LeaseType.PD);
    }

    /** A database with the addresses of both links. */
    public static LeaseDatabase database(Family family, InstantSource time) {
        List<Pool> pools = new ArrayList<>(pools(family, 1));
        pools.addAll(pools(family, 2));
        return new LeaseDatabase(new LeaseTable(pools, START), new ServerClock(time));
    }

    /** What a server shows requestors of an address. */
    public static Lease shown(LeaseDatabase database, LeaseAddress address) {
        return database.table().get(VirtualSubnet.GLOBAL, address);
    }

    private static List<Pool> pools(Family family, int link) {
        List<String> ranges = family == Family.IPV4
                ? List.of("10.0." + link + ".0-10.0." + link + ".59")
                : List.of("2001:db8:0:" + link + "::/122", "2001:db8:8" + link + "00::/42/48");
        return ConfiguredRange.pools(
                family,
                ranges.stream()
                        .map(range -> new ConfiguredRange(VirtualSubnet.GLOBAL, range))
                        .toList());
    }
}
