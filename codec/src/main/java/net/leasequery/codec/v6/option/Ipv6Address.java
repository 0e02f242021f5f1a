package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * An IPv6 address as sixteen octets in two halves. Its text is the canonical form of RFC 5952, so that it can serve as
 * a key. Ordered as unsigned numbers, which is the order of the address space.
 *
 * @param high the first eight octets, network byte order
 * @param low the last eight octets, network byte order
 */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {

    /** Octets of an address on the wire. */
    public static final int OCTETS = 16;

    private static final int GROUPS = 8;
    /** Eight groups of four digits with colons between them. */
    private static final int LONGEST_TEXT = 39;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** {@code ::}, which in a link-address field means "no link". */
    public static final Ipv6Address UNSPECIFIED = new Ipv6Address(0, 0);

    /**
     * Reads any of the forms of RFC 4291 section 2.2.
     *
     * @throws IllegalArgumentException when the text is not an IPv6 address, or has a zone or brackets; no name is
     *     resolved
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
        return (high | low) == 0;
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
        int longestStart = GROUPS;
        int longestEnd = GROUPS;
        int start = 0;
        while (start < GROUPS) {
            int end = start;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            // A single group of zeros is not shortened; of two runs of the same length the first is.
            if (end - start > Math.max(1, longestEnd - longestStart)) {
                longestStart = start;
                longestEnd = end;
            }
            start = end + 1;
        }
        byte[] text = new byte[LONGEST_TEXT];
        int length = append(text, 0, 0, longestStart);
        if (longestStart < GROUPS) {
            text[length++] = ':';
            text[length++] = ':';
            length = append(text, length, longestEnd, GROUPS);
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> (48 - 16 * (index % (GROUPS / 2)))) & 0xffff;
    }

    /** Appends groups with colons between them. */
    private int append(byte[] text, int at, int from, int to) {
        int length = at;
        for (int index = from; index < to; index++) {
            if (index > from) {
                text[length++] = ':';
            }
            int value = group(index);
            for (int shift = shiftOfFirstDigit(value); shift >= 0; shift -= 4) {
                text[length++] = DIGITS[value >>> shift & 0xf];
            }
        }
        return length;
    }

    /** Omits leading zeros, but keeps the last digit. */
    private static int shiftOfFirstDigit(int group) {
        return (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(group | 1)) & ~3;
    }

    private static long longAt(Octets octets, int offset) {
        return octets.unsignedIntAt(offset) << 32 | octets.unsignedIntAt(offset + 4);
    }
}
