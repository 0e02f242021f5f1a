package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * An IPv6 address as sixteen octets in two halves. Its text is the one canonical form of RFC 5952, so
 * that it can serve as a key. Ordered as unsigned numbers, which is the order of the address space.
 *
 * @param high the first eight octets, network byte order
 * @param low the last eight octets, network byte order
 */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {

    /** Octets of an address on the wire. */
    public static final int OCTETS = 16;

    /** {@code ::}, which in a link-address field says that no link is meant. */
    public static final Ipv6Address UNSPECIFIED = new Ipv6Address(0, 0);

    /**
     * Reads any of the forms of RFC 4291 section 2.2.
     *
     * @throws IllegalArgumentException when the text is not an IPv6 address, or carries a zone or
     *     brackets; never asks a name server
     */
    public static Ipv6Address parse(String text) {
        byte @Nullable [] octets = text.isEmpty() || text.indexOf('%') >= 0 || text.indexOf('[') >= 0
                ? null
                : NetUtil.createByteArrayFromIpAddressString(text);
        if (octets == null || octets.length != OCTETS) {
            throw new IllegalArgumentException("not an IPv6 address: " + text);
        }
        return at(Octets.copyOf(octets), 0);
    }

    /** The sixteen octets from {@code offset} on. */
    static Ipv6Address at(Octets octets, int offset) {
        return new Ipv6Address(longAt(octets, offset), longAt(octets, offset + 8));
    }

    /** Whether this is {@code ::}. */
    public boolean isUnspecified() {
        return equals(UNSPECIFIED);
    }

    /** The sixteen octets in network byte order. */
    public byte[] toByteArray() {
        return ByteBuffer.allocate(OCTETS).putLong(high).putLong(low).array();
    }

    void writeTo(ByteBuf out) {
        out.writeLong(high).writeLong(low);
    }

    @Override
    public int compareTo(Ipv6Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical text, for example {@code 2001:db8::1}. RFC 5952 section 4. */
    @Override
    public String toString() {
        try {
            // Not InetAddress.getByAddress, which turns ::ffff:a.b.c.d into an IPv4 address.
            return NetUtil.toAddressString(Inet6Address.getByAddress(null, toByteArray(), -1));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen octets are an address of legal length", e);
        }
    }

    private static long longAt(Octets octets, int offset) {
        return octets.unsignedIntAt(offset) << 32 | octets.unsignedIntAt(offset + 4);
    }
}
