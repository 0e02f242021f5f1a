package net.leasequery.simulator.v4;

import java.util.Set;
import net.leasequery.codec.v4.Ipv4Address;

/**
 * The differences between DHCPv4 servers.
 *
 * @param serverIdentifier server-identifier (option 54) of the first reply to a query
 * @param kea whether it answers like Kea
 * @param tellsActiveState whether a DHCPLEASEACTIVE carries the dhcp-state that it implies
 * @param withheld option codes that are never sent, even when asked for (RFC 7724 section 8.2)
 */
public record Dhcpv4ServerBehavior(
        Ipv4Address serverIdentifier, boolean kea, boolean tellsActiveState, Set<Integer> withheld) {}
