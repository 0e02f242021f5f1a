package net.leasequery.codec.v6.option;

/**
 * A prefix in canonical form: the bits beyond its length are zero, so that equal prefixes have equal text, regardless
 * of the value that a server sent in those bits.
 *
 * @param address first address of the prefix
 * @param length in bits, 0..128
 */
public record Ipv6Prefix(Ipv6Address address, int length) implements Comparable<Ipv6Prefix> {

    /** Bits of an address, which is the longest prefix. */
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException when the length is outside of 0..128 */
    public Ipv6Prefix {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("prefix-length is " + length + ", not within 0..128");
        }
        address = new Ipv6Address(address.high() & mask(length), address.low() & mask(length - 64));
    }

    /**
     * Reads {@code address/length}.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static Ipv6Prefix parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not an IPv6 prefix such as 2001:db8::/48: it has no '/'");
        }
        try {
            return new Ipv6Prefix(
                    Ipv6Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not an IPv6 prefix such as 2001:db8::/48: the length is not a number", e);
        }
    }

    /** Whether the address lies within this prefix. */
    public boolean contains(Ipv6Address candidate) {
        return new Ipv6Prefix(candidate, length).equals(this);
    }

    @Override
    public int compareTo(Ipv6Prefix other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
    }

    /** For example {@code 2001:db8:1::/48}. */
    @Override
    public String toString() {
        return address + "/" + length;
    }

    /** The first {@code bits} of 64 set; none for a negative count, all for more than 64. */
    private static long mask(int bits) {
        return bits <= 0 ? 0 : -1L << Math.max(0, 64 - bits);
    }
}
