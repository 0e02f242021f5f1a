package net.leasequery.simulator.lease;

import java.util.Locale;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses or prefixes that the server leases out to the clients of one link.
 *
 * @param vpn VPN that they belong to
 * @param type NA, TA or PD
 * @param range prefix that all of them are in
 * @param unitLength 128 for addresses, else the length of each delegated prefix
 * @param link prefix of the link: every address in it names the link in a query (RFC 5460 section 5.3.2)
 */
public record Ipv6Pool(VirtualSubnet vpn, LeaseType type, Ipv6Prefix range, int unitLength, Ipv6Prefix link)
        implements Pool {

    private static final int LONGEST_INDEX = 30;

    private static final int LINK_LENGTH = 64;

    private static final String TEMPORARY = "ta:";

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException if a pool is of IPv4, holds more than 2<sup>30</sup> leases, or delegates
     *     prefixes that are longer than an address or shorter than its range
     */
    public Ipv6Pool {
        if (type == LeaseType.V4) {
            throw new IllegalArgumentException("an IPv6 pool cannot lease IPv4 addresses");
        }
        if (unitLength > Ipv6Prefix.MAX_LENGTH || unitLength < range.length()) {
            throw new IllegalArgumentException("no prefixes of length " + unitLength + " are in " + range);
        }
        if (unitLength - range.length() > LONGEST_INDEX) {
            throw new IllegalArgumentException(range + " holds more leases than a simulation can");
        }
    }

    /**
     * Reads {@code 2001:db8:0:1::/112} (addresses), {@code ta:2001:db8:0:1:7::/112} (temporary addresses) or
     * {@code 2001:db8:8000::/36/52} (delegated prefixes of length 52), with {@code @2001:db8:0:1::/64} behind it for
     * the link.
     *
     * @param linkBefore link of the pool before this one, which a pool of prefixes shares if it names none
     * @throws IllegalArgumentException if the text has none of these forms, or no link is known
     */
    public static Ipv6Pool parse(VirtualSubnet vpn, String text, @Nullable Ipv6Prefix linkBefore) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("@", 2);
        boolean temporary = parts[0].startsWith(TEMPORARY);
        String range = temporary ? parts[0].substring(TEMPORARY.length()) : parts[0];
        int slash = range.indexOf('/');
        int second = slash < 0 ? -1 : range.indexOf('/', slash + 1);
        if (slash < 0 || (second > 0 && temporary)) {
            throw new IllegalArgumentException("\"" + text + "\" is not a range; write 2001:db8:0:1::/112,"
                    + " ta:2001:db8:0:1:7::/112 or 2001:db8:8000::/36/52, perhaps with @LINK");
        }
        Ipv6Prefix named = parts.length == 2 ? Ipv6Prefix.parse(parts[1]) : null;
        if (second < 0) {
            Ipv6Prefix addresses = Ipv6Prefix.parse(range);
            Ipv6Prefix link = named != null ? named : new Ipv6Prefix(addresses.address(), LINK_LENGTH);
            return new Ipv6Pool(vpn, temporary ? LeaseType.TA : LeaseType.NA, addresses, Ipv6Prefix.MAX_LENGTH, link);
        }
        Ipv6Prefix link = named != null ? named : linkBefore;
        if (link == null) {
            throw new IllegalArgumentException("the link of " + text + " is not known; add @2001:db8:0:1::/64");
        }
        return new Ipv6Pool(
                vpn,
                LeaseType.PD,
                Ipv6Prefix.parse(range.substring(0, second)),
                Pool.prefixLength(range.substring(second + 1)),
                link);
    }

    @Override
    public String toString() {
        return type == LeaseType.PD ? range + "/" + unitLength : range.toString();
    }

    @Override
    public long size() {
        return 1L << (unitLength - range.length());
    }

    @Override
    public int indexOf(LeaseAddress address) {
        if (!(address instanceof LeaseAddress.V6 candidate)
                || candidate.prefix().length() != unitLength
                || !range.contains(candidate.prefix().address())) {
            return -1;
        }
        Ipv6Address value = candidate.prefix().address();
        int shift = Ipv6Prefix.MAX_LENGTH - unitLength;
        long shifted = shift >= Long.SIZE
                ? value.high() >>> (shift - Long.SIZE)
                : value.low() >>> shift | carriedDown(value.high(), shift);
        return (int) (shifted & (size() - 1));
    }

    @Override
    public LeaseAddress at(int index) {
        int shift = Ipv6Prefix.MAX_LENGTH - unitLength;
        long high = shift >= Long.SIZE ? (long) index << (shift - Long.SIZE) : carriedUp(index, shift);
        long low = shift >= Long.SIZE ? 0 : (long) index << shift;
        Ipv6Address start = range.address();
        return new LeaseAddress.V6(
                type, new Ipv6Prefix(new Ipv6Address(start.high() | high, start.low() | low), unitLength));
    }

    @Override
    public boolean overlaps(Pool other) {
        return other instanceof Ipv6Pool that
                && vpn.equals(that.vpn)
                && (range.contains(that.range.address()) || that.range.contains(range.address()));
    }

    /** Bits of the upper half that a shift to the right brings into the lower half. */
    private static long carriedDown(long high, int shift) {
        return shift == 0 ? 0 : high << (Long.SIZE - shift);
    }

    /** Bits of the lower half that a shift to the left brings into the upper half. */
    private static long carriedUp(long low, int shift) {
        return shift == 0 ? 0 : low >>> (Long.SIZE - shift);
    }
}
