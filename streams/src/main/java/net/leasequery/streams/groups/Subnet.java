package net.leasequery.streams.groups;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of addresses that share their first bits. IPv4 or IPv6. Never asks a name server. */
public final class Subnet {
    private final byte[] network;
    private final int bits;

    private Subnet(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if the text is no such range
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
        return new Subnet(address, bits);
    }

    /** Whether the address, or the whole of a prefix as {@code 2001:db8:1::/48}, lies in here. */
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

    /** Empty if the text is no literal address: names are never resolved. */
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Subnet subnet && bits == subnet.bits && Arrays.equals(network, subnet.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + bits;
    }
}
