package net.leasequery.connect.subnet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import net.leasequery.requestor.DhcpFamily;
import org.jspecify.annotations.Nullable;

/**
 * An address as an unsigned number: 128 bits for IPv6; 32 bits, in the low half, for IPv4. Ordered like the addresses
 * of one family.
 *
 * @param high the first 64 bits of an IPv6 address
 * @param low the last 64 bits of an IPv6 address, or an IPv4 address
 */
record IpNumber(long high, long low) implements Comparable<IpNumber> {

    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    private static final Pattern TRAILING_ZEROS = Pattern.compile("(:0){2,}$");
    private static final int OCTETS_OF_IPV6 = 16;
    private static final long MAPPED = 0xffffL << 32;
    private static final int LARGEST_OCTET = 255;
    private static final int OCTETS_OF_IPV4 = 4;

    /** Bits of an address of this family. */
    static int bits(DhcpFamily family) {
        return family == DhcpFamily.IPV4 ? 32 : 128;
    }

    /** Parses an address; null if {@code text} is no address of that family. Never uses a name server. */
    static @Nullable IpNumber parse(DhcpFamily family, String text) {
        return family == DhcpFamily.IPV4 ? ipv4(text) : ipv6(text);
    }

    private static @Nullable IpNumber ipv4(String text) {
        long address = 0;
        int octets = 1;
        int octet = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && octet != 0) {
                octet = (octet < 0 ? 0 : octet * 10) + c - '0';
                if (octet > LARGEST_OCTET) {
                    return null;
                }
            } else if (c == '.' && octet >= 0 && octets < OCTETS_OF_IPV4) {
                address = address << Byte.SIZE | octet;
                octet = -1;
                octets++;
            } else {
                return null;
            }
        }
        return octets == OCTETS_OF_IPV4 && octet >= 0 ? new IpNumber(0, address << Byte.SIZE | octet) : null;
    }

    /** The JDK never takes a text with a colon for a host name. */
    private static @Nullable IpNumber ipv6(String text) {
        if (text.indexOf(':') < 0 || !IPV6_CHARACTERS.matcher(text).matches()) {
            return null;
        }
        try {
            ByteBuffer octets = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
            return octets.capacity() == OCTETS_OF_IPV6
                    ? new IpNumber(octets.getLong(), octets.getLong())
                    : new IpNumber(0, MAPPED | Integer.toUnsignedLong(octets.getInt()));
        } catch (UnknownHostException e) {
            // The caller reports the invalid value.
            return null;
        }
    }

    /** Returns this number with only the first {@code kept} of {@code bits} bits kept. */
    IpNumber prefix(int kept, int bits) {
        return new IpNumber(high & highMask(kept, bits), low & lowMask(kept, bits));
    }

    /** Returns the last address with the same first {@code kept} bits. */
    IpNumber lastOfPrefix(int kept, int bits) {
        long unusedInLow = bits == Long.SIZE / 2 ? 0xffff_ffffL : -1L;
        return new IpNumber(
                bits == Long.SIZE / 2 ? 0 : high | ~highMask(kept, bits), low | (~lowMask(kept, bits) & unusedInLow));
    }

    private static long highMask(int kept, int bits) {
        return bits < 128 ? 0 : mask(Math.min(kept, Long.SIZE));
    }

    private static long lowMask(int kept, int bits) {
        return bits < 128 ? mask(kept + Long.SIZE - bits) : mask(Math.max(0, kept - Long.SIZE));
    }

    /** Returns a mask of the first {@code ones} of 64 bits. */
    private static long mask(int ones) {
        return ones == 0 ? 0 : -1L << (Long.SIZE - ones);
    }

    /** The number after this one; 0 after the largest of 128 bits. */
    IpNumber next() {
        return new IpNumber(low == -1L ? high + 1 : high, low + 1);
    }

    /** The number before this one. */
    IpNumber previous() {
        return new IpNumber(low == 0 ? high - 1 : high, low - 1);
    }

    @Override
    public int compareTo(IpNumber other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Returns the address as text; trailing zeros of an IPv6 address, which every prefix has, are left out. */
    String text(DhcpFamily family) {
        byte[] octets = family == DhcpFamily.IPV4
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low).array()
                : ByteBuffer.allocate(OCTETS_OF_IPV6).putLong(high).putLong(low).array();
        if (family == DhcpFamily.IPV6 && high == 0 && low >>> Integer.SIZE == 0xffff) {
            return "::ffff:" + new IpNumber(0, low & 0xffff_ffffL).text(DhcpFamily.IPV4);
        }
        try {
            String text = TRAILING_ZEROS
                    .matcher(InetAddress.getByAddress(octets).getHostAddress())
                    .replaceFirst("::");
            return text.equals("0::") ? "::" : text;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(octets.length + " octets are an address", e);
        }
    }
}
