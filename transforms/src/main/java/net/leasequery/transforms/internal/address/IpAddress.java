package net.leasequery.transforms.internal.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address, parsed from a literal. Never queries a name server. Immutable. */
public final class IpAddress {

    private static final int LONGEST_LITERAL = 45;

    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /** Parses an address; returns null for any other text, such as a name, a prefix or an address with a zone. */
    public static @Nullable IpAddress parse(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST_LITERAL) {
            return null;
        }
        byte @Nullable [] octets = text.indexOf(':') < 0 ? ipv4Octets(text) : ipv6(text);
        return octets == null ? null : new IpAddress(octets);
    }

    /** Whether a text is an address. */
    public static boolean isAddress(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST_LITERAL) {
            return false;
        }
        return text.indexOf(':') < 0 ? ipv4(text) >= 0 : ipv6(text) != null;
    }

    /** Whether a text is the address of all zeros, which means in a message that no address is known. */
    public static boolean isUnspecified(@Nullable String text) {
        boolean possible = text != null && (text.startsWith("0") || text.startsWith(":"));
        IpAddress address = possible ? parse(text) : null;
        return address != null && address.isUnspecified();
    }

    private static byte @Nullable [] ipv4Octets(String text) {
        long bits = ipv4(text);
        return bits < 0 ? null : new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
    }

    /** Returns the 32 bits of an IPv4 address; -1 if the text is not one. */
    private static long ipv4(String text) {
        long bits = 0;
        int octets = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (value < 0 || octets == 4) {
                    return -1;
                }
                bits = (bits << Byte.SIZE) | value;
                octets++;
                value = -1;
            } else if (c < '0' || c > '9' || value == 0 || (value > 0 && value * 10 + c - '0' > 255)) {
                return -1;
            } else {
                value = value < 0 ? c - '0' : value * 10 + c - '0';
            }
        }
        return octets == 4 ? bits : -1;
    }

    private static byte @Nullable [] ipv6(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && Character.digit(c, 16) < 0) {
                return null;
            }
        }
        try {
            // A text with a colon can only be a literal: the JDK does not resolve it as a name.
            InetAddress address = InetAddress.getByName(text);
            return address instanceof Inet4Address ? mapped(address.getAddress()) : address.getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Restores the IPv6 form, because the JDK converts ::ffff:a.b.c.d to an IPv4 address. */
    private static byte[] mapped(byte[] ipv4) {
        byte[] octets = new byte[16];
        octets[10] = (byte) 0xff;
        octets[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, octets, 12, ipv4.length);
        return octets;
    }

    /** 32 or 128. */
    public int bits() {
        return octets.length * Byte.SIZE;
    }

    public boolean isIpv4() {
        return octets.length == 4;
    }

    /** Whether all octets are zero, which means in a message that no address is known. */
    public boolean isUnspecified() {
        for (byte octet : octets) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the first {@code bits} bits equal those of another address of the same family. */
    boolean startsAs(IpAddress other, int bits) {
        if (octets.length != other.octets.length) {
            return false;
        }
        for (int i = 0; i < octets.length; i++) {
            int mask = mask(i, bits);
            if ((octets[i] & mask) != (other.octets[i] & mask)) {
                return false;
            }
            if (mask != 0xff) {
                return true;
            }
        }
        return true;
    }

    /** Returns the address with all but its first {@code bits} bits cleared. */
    public IpAddress truncated(int bits) {
        byte[] network = octets.clone();
        for (int i = 0; i < network.length; i++) {
            network[i] &= (byte) mask(i, bits);
        }
        return new IpAddress(network);
    }

    /** Returns the mask of the bits of octet {@code index} that lie within the first {@code bits} bits. */
    private static int mask(int index, int bits) {
        int within = Math.max(0, Math.min(Byte.SIZE, bits - index * Byte.SIZE));
        return 0xff << (Byte.SIZE - within) & 0xff;
    }

    /** Returns the usual text: dotted for IPv4, RFC 5952 for IPv6. */
    @Override
    public String toString() {
        if (isIpv4()) {
            return (octets[0] & 0xff) + "." + (octets[1] & 0xff) + "." + (octets[2] & 0xff) + "." + (octets[3] & 0xff);
        }
        return Rfc5952.text(octets);
    }
}
