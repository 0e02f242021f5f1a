package net.leasequery.streams.groups;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of IPv4 or IPv6 addresses with common first bits. Never queries a name server. */
public final class Subnet {
    private final String text;
    private final byte[] network;
    private final int bits;

    private Subnet(String text, byte[] network, int bits) {
        this.text = text;
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if the text is not a subnet
     */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = slash < 0 ? new byte[0] : octets(text.substring(0, slash));
        if (address.length == 0) {
            throw new IllegalArgumentException("not ADDRESS/BITS: " + text);
        }
        int bits;
        try {
            bits = Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not ADDRESS/BITS: " + text, e);
        }
        if (bits < 0 || bits > address.length * Byte.SIZE) {
            throw new IllegalArgumentException("a prefix of 0 to " + address.length * Byte.SIZE + " bits: " + text);
        }
        return new Subnet(text, address, bits);
    }

    /** Whether an address, or a whole prefix such as {@code 2001:db8:1::/48}, lies in this subnet. */
    public boolean contains(String addressOrPrefix) {
        int slash = addressOrPrefix.indexOf('/');
        byte[] address = octets(slash < 0 ? addressOrPrefix : addressOrPrefix.substring(0, slash));
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns empty if the text is not a literal address: names are never resolved. */
    private static byte[] octets(String literal) {
        boolean couldBeLiteral = !literal.isEmpty()
                && (literal.indexOf(':') >= 0 || literal.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
        if (!couldBeLiteral) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    /** Returns the text that was parsed. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subnet subnet && bits == subnet.bits && Arrays.equals(network, subnet.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + bits;
    }
}
