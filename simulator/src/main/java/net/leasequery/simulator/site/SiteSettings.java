package net.leasequery.simulator.site;

import java.time.Duration;
import java.util.List;
import net.leasequery.simulator.lease.Family;

/**
 * Settings of a site.
 *
 * @param kind how its servers share leases
 * @param family protocol
 * @param servers names of the servers; of a pair, the primary first
 * @param outside how many of them, the last ones, are not in the group at first; 0 for a pair
 * @param ranges addresses, each on a link of its own; temporary addresses and prefixes of IPv6 are on the link of the
 *     range before
 * @param clients how many clients there are
 * @param lease lifetime of a lease
 * @param mclt maximum client lead time of a pair
 * @param seed of all random choices
 */
public record SiteSettings(
        SiteKind kind,
        Family family,
        List<String> servers,
        int outside,
        List<String> ranges,
        int clients,
        Duration lease,
        Duration mclt,
        long seed) {

    /**
     * Checks that the settings fit together.
     *
     * @throws IllegalArgumentException if a pair does not have two servers, a group not 2 to 16, load balancing is
     *     set for IPv6, or there are no ranges
     */
    public SiteSettings {
        servers = List.copyOf(servers);
        ranges = List.copyOf(ranges);
        if (kind != SiteKind.GROUP && (servers.size() != 2 || outside != 0)) {
            throw new IllegalArgumentException("a failover pair has two servers, not " + servers.size());
        }
        if (kind == SiteKind.GROUP && (servers.size() - outside < 2 || servers.size() > 16 || outside < 0)) {
            throw new IllegalArgumentException("a group has 2 to 16 servers, at least 2 of them not outside; given are "
                    + servers.size() + ", of which " + outside + " are outside");
        }
        if (kind == SiteKind.LOAD_BALANCING && family == Family.IPV6) {
            throw new IllegalArgumentException("RFC 8156 has no load balancing; say hot standby, or IPv4");
        }
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("no addresses are configured: give at least one range");
        }
    }
}
