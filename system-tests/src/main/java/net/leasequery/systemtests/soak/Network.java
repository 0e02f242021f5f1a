package net.leasequery.systemtests.soak;

import java.util.List;
import java.util.Locale;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;

/**
 * What a simulated server leases out, and the bulk queries with which a connector reads all of it.
 *
 * @param ranges as the simulator reads them
 * @param bulkQueries value of {@code bulk.query.types}
 */
record Network(Family family, List<String> ranges, String bulkQueries) {

    Network {
        ranges = List.copyOf(ranges);
    }

    /**
     * A network with this many leases. For IPv6, a quarter each are temporary addresses, prefixes, and addresses on
     * each of two links, whose relay agents have the addresses that the bulk queries name.
     *
     * @param size a power of two, 4 to 65,536
     */
    static Network of(Family family, int size) {
        int bits = Integer.numberOfTrailingZeros(size);
        return switch (family) {
            case IPV4 -> new Network(family, List.of("10.0.0.0/" + (Integer.SIZE - bits)), "all");
            case IPV6 -> {
                int addresses = 128 - (bits - 2);
                int prefixes = 56 - (bits - 2);
                yield new Network(
                        family,
                        List.of(
                                "2001:db8:0:1::/" + addresses,
                                "2001:db8:8000::/" + prefixes + "/56",
                                "ta:2001:db8:0:2:7::/" + addresses,
                                "2001:db8:0:2::/" + addresses),
                        "link-address:2001:db8:0:1::ffff,link-address:2001:db8:0:2::ffff");
            }
        };
    }

    /** A server of this network, on any free port, with Active Leasequery in clear text. */
    LeasequeryServerBuilder server() {
        LeasequeryServerBuilder builder =
                LeasequeryServer.builder().family(family).activeLeasequery().insecure();
        ranges.forEach(builder::range);
        return builder;
    }

    /** The family as {@code dhcp.family} has it. */
    String word() {
        return word(family);
    }

    /** A family as {@code dhcp.family} has it. */
    static String word(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word() + " " + ranges;
    }
}
