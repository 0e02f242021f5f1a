package net.leasequery.simulator.server;

import java.net.InetAddress;
import java.util.Set;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.simulator.clock.ServerClock;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.LeaseDatabase;
import net.leasequery.simulator.v4.Dhcpv4Dialect;
import net.leasequery.simulator.v4.Dhcpv4ServerBehavior;
import net.leasequery.simulator.v6.Dhcpv6Dialect;
import net.leasequery.simulator.v6.Dhcpv6ServerBehavior;
import net.leasequery.simulator.wire.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Which protocol a server speaks, and how: its profile, its identifier, and the options that it omits.
 *
 * @param serverIdentifier for IPv4; null for the address that the server listens on
 * @param serverDuid for IPv6
 * @param tellsActiveState for IPv4: whether a DHCPLEASEACTIVE carries the dhcp-state that it implies
 * @param withheld option codes that are never sent, even when asked for
 */
record ProtocolBehavior(
        Family family,
        Profile profile,
        @Nullable Ipv4Address serverIdentifier,
        Duid serverDuid,
        boolean tellsActiveState,
        Set<Integer> withheld) {

    private static final String LOOPBACK = "127.0.0.1";

    /**
     * The dialect of a server with a database without leases.
     *
     * @param bound address that the server listens on
     * @throws IllegalArgumentException if the profile does not suit the family
     */
    Dialect about(LeaseDatabase database, ServerClock clock, InetAddress bound) {
        return switch (family) {
            case IPV4 -> new Dhcpv4Dialect(ipv4Manners(bound), clock, database.table());
            case IPV6 -> new Dhcpv6Dialect(new Dhcpv6ServerBehavior(serverDuid, ipv6Kind(), withheld), clock, database);
        };
    }

    private Dhcpv4ServerBehavior ipv4Manners(InetAddress bound) {
        boolean kea = switch (profile) {
            case RFC -> false;
            case KEA -> true;
            case RFC5460 -> throw new IllegalArgumentException("profile RFC5460 is for IPv6 only");
        };
        Ipv4Address identifier = serverIdentifier == null ? ipv4Of(bound) : serverIdentifier;
        return new Dhcpv4ServerBehavior(identifier, kea, tellsActiveState, withheld);
    }

    private Dhcpv6ServerBehavior.Kind ipv6Kind() {
        return switch (profile) {
            case RFC -> Dhcpv6ServerBehavior.Kind.RFC_7653;
            case RFC5460 -> Dhcpv6ServerBehavior.Kind.RFC_5460;
            case KEA -> Dhcpv6ServerBehavior.Kind.KEA;
        };
    }

    /** The address itself if it is a specific IPv4 address, else loopback. */
    private static Ipv4Address ipv4Of(InetAddress address) {
        boolean particular = address.getAddress().length == 4 && !address.isAnyLocalAddress();
        return Ipv4Address.parse(particular ? address.getHostAddress() : LOOPBACK);
    }
}
