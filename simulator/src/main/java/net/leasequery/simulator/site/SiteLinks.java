package net.leasequery.simulator.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.lease.ConfiguredRange;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTable;
import net.leasequery.simulator.lease.LeaseType;
import net.leasequery.simulator.lease.Pool;

/** Links from the ranges that are configured. */
final class SiteLinks {

    private SiteLinks() {}

    /** A link for each range; temporary addresses and prefixes are on the link of the range before. */
    static List<Link> of(Family family, List<String> ranges) {
        List<Pool> pools = ConfiguredRange.pools(
                family,
                ranges.stream()
                        .map(range -> new ConfiguredRange(VirtualSubnet.GLOBAL, range))
                        .toList());
        List<List<LeaseAddress>> links = new ArrayList<>();
        for (Pool pool : pools) {
            LeaseType type = pool.at(0).type();
            if (links.isEmpty() || type == LeaseType.V4 || type == LeaseType.NA) {
                links.add(new ArrayList<>());
            }
            List<LeaseAddress> link = links.get(links.size() - 1);
            new LeaseTable(List.of(pool), Instant.EPOCH).forEach(lease -> link.add(lease.address()));
        }
        List<Link> named = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            named.add(new Link("link-" + (i + 1), links.get(i)));
        }
        return named;
    }
}
