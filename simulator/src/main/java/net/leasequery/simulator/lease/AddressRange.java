package net.leasequery.simulator.lease;

import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v4.Ipv4Address;

/**
 * Consecutive IPv4 addresses that the server is configured to lease out, first and last included.
 *
 * @param vpn VPN that they belong to
 * @param first lowest address
 * @param last highest address
 */
public record AddressRange(VirtualSubnet vpn, Ipv4Address first, Ipv4Address last) implements Pool {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if {@code last} comes before {@code first} or the range holds 0.0.0.0, which
     *     no reply can name (RFC 7724 section 7.4)
     */
    public AddressRange {
        if (unsigned(first) > unsigned(last)) {
            throw new IllegalArgumentException("range " + first + "-" + last + " ends before it starts");
        }
        if (first.isUnspecified()) {
            throw new IllegalArgumentException("a range cannot hold 0.0.0.0");
        }
    }

    /**
     * Reads {@code 10.0.0.0/16} (every address of the prefix) or {@code 10.0.0.10-10.0.0.99}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static AddressRange parse(VirtualSubnet vpn, String text) {
        int slash = text.indexOf('/');
        int dash = text.indexOf('-');
        if (slash > 0) {
            return ofPrefix(
                    vpn, Ipv4Address.parse(text.substring(0, slash)), Pool.prefixLength(text.substring(slash + 1)));
        }
        if (dash > 0) {
            return new AddressRange(
                    vpn, Ipv4Address.parse(text.substring(0, dash)), Ipv4Address.parse(text.substring(dash + 1)));
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a range; write 10.0.0.0/16 or 10.0.0.10-10.0.0.99");
    }

    @Override
    public long size() {
        return unsigned(last) - unsigned(first) + 1;
    }

    @Override
    public int indexOf(LeaseAddress address) {
        if (!(address instanceof LeaseAddress.V4 candidate)) {
            return -1;
        }
        long value = unsigned(candidate.address());
        return value < unsigned(first) || value > unsigned(last) ? -1 : (int) (value - unsigned(first));
    }

    @Override
    public LeaseAddress at(int index) {
        return new LeaseAddress.V4(new Ipv4Address(first.value() + index));
    }

    @Override
    public boolean overlaps(Pool other) {
        return other instanceof AddressRange that
                && vpn.equals(that.vpn)
                && unsigned(first) <= unsigned(that.last)
                && unsigned(that.first) <= unsigned(last);
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }

    private static AddressRange ofPrefix(VirtualSubnet vpn, Ipv4Address address, int prefixLength) {
        if (prefixLength < 1 || prefixLength > 32) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " is not between 1 and 32");
        }
        int mask = -1 << (32 - prefixLength);
        int network = address.value() & mask;
        return new AddressRange(vpn, new Ipv4Address(network), new Ipv4Address(network | ~mask));
    }

    private static long unsigned(Ipv4Address address) {
        return Integer.toUnsignedLong(address.value());
    }
}
