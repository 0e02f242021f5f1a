package net.leasequery.simulator.lease;

import net.leasequery.codec.VirtualSubnet;

/** Consecutive addresses or prefixes that the server is configured to lease out. */
public sealed interface Pool permits AddressRange, Ipv6Pool {

    /** VPN that they belong to. */
    VirtualSubnet vpn();

    /** How many there are. */
    long size();

    /** Index of an address in the pool, from 0, or -1 if it is outside. The type of the address does not matter. */
    int indexOf(LeaseAddress address);

    /** Address at an index, from 0. */
    LeaseAddress at(int index);

    /** Whether both pools contain the same address or prefix, or a part of it. */
    boolean overlaps(Pool other);

    /**
     * Reads the length of a prefix.
     *
     * @throws IllegalArgumentException if the text is not a number
     */
    static int prefixLength(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the prefix length \"" + text + "\" is not a number", e);
        }
    }
}
