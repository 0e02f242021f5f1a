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

    private static final int RUN_START_SHIFT = 4;
    private static final int RUN_END = 0xf;

    /** Precomputed, because each binding needs the text of two addresses or more. */
    private static final byte[] LONGEST_ZERO_RUNS = longestZeroRuns();

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
        int run = LONGEST_ZERO_RUNS[(zeroGroups(high) << (GROUPS / 2)) | zeroGroups(low)] & 0xff;
        int start = run >>> RUN_START_SHIFT;
        byte[] text = new byte[LONGEST_TEXT];
        int length = append(text, 0, 0, start);
        if (start < GROUPS) {
            text[length++] = ':';
            text[length++] = ':';
            length = append(text, length, run & RUN_END, GROUPS);
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Returns one bit for each group of a half that is zero, that of the first group highest. */
    private static int zeroGroups(long half) {
        // All groups at once: the highest bit of a group stays 0 only if all its bits are 0; all other bits become 1.
        long notZero = ((half & 0x7fff_7fff_7fff_7fffL) + 0x7fff_7fff_7fff_7fffL) | half | 0x7fff_7fff_7fff_7fffL;
        long zero = ~notZero;
        return (int) (((zero >>> 60) & 8) | ((zero >>> 45) & 4) | ((zero >>> 30) & 2) | ((zero >>> 15) & 1));
    }

    /**
     * Returns, by the groups that are zero, the run of them that is left out of the text: its start and its end, both 8
     * if there is none. A single group is not left out; of two runs of the same length the first is.
     */
    private static byte[] longestZeroRuns() {
        byte[] runs = new byte[1 << GROUPS];
        for (int zeros = 0; zeros < runs.length; zeros++) {
            int longestStart = GROUPS;
            int longestEnd = GROUPS;
            int start = 0;
            while (start < GROUPS) {
                int end = start;
                while (end < GROUPS && ((zeros << end) & (1 << (GROUPS - 1))) != 0) {
                    end++;
                }
                if (end - start > Math.max(1, longestEnd - longestStart)) {
                    longestStart = start;
                    longestEnd = end;
                }
                start = end + 1;
            }
            runs[zeros] = (byte) ((longestStart << RUN_START_SHIFT) | longestEnd);
        }
        return runs;
    }

    /** Appends groups with colons between them. */
    private int append(byte[] text, int at, int from, int to) {
        int length = at;
        for (int index = from; index < to; index++) {
            if (index > from) {
                text[length++] = ':';
            }
            long half = index < GROUPS / 2 ? high : low;
            int value = (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
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
