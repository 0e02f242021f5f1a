package net.leasequery.codec.v4;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;

/** Reads the fixed fields. RFC 2131 section 2. */
final class HeaderDecoder {

    static final int SNAME_AT = 44;
    static final int FILE_AT = SNAME_AT + Dhcpv4Header.SNAME_OCTETS;

    private static final int HLEN_AT = 2;
    private static final int CHADDR_AT = 28;

    private HeaderDecoder() {}

    /**
     * @param message the whole message, at least {@link Dhcpv4Header#OCTETS} long
     * @param overload which of sname and file hold options and are therefore read as empty
     */
    static Dhcpv4Header decode(Octets message, Overload overload) {
        int hlen = message.unsignedByteAt(HLEN_AT);
        if (hlen > Dhcpv4Header.CHADDR_OCTETS) {
            throw new MalformedMessageException(HLEN_AT, "hlen is " + hlen + ", chaddr has 16 octets");
        }
        return new Dhcpv4Header(
                message.unsignedByteAt(0),
                message.unsignedByteAt(1),
                message.unsignedByteAt(3),
                (int) message.unsignedIntAt(4),
                message.unsignedShortAt(8),
                message.unsignedShortAt(10),
                addressAt(message, 12),
                addressAt(message, 16),
                addressAt(message, 20),
                addressAt(message, 24),
                message.slice(CHADDR_AT, hlen),
                overload.inSname() ? Octets.EMPTY : text(message, SNAME_AT, Dhcpv4Header.SNAME_OCTETS),
                overload.inFile() ? Octets.EMPTY : text(message, FILE_AT, Dhcpv4Header.FILE_OCTETS));
    }

    /**
     * In an answer to a Leasequery nearly always all zeros, which is faster to check than where trailing zeros begin.
     */
    private static Octets text(Octets message, int at, int length) {
        return message.isZero(at, length)
                ? Octets.EMPTY
                : message.slice(at, length).withoutTrailingZeros();
    }

    private static Ipv4Address addressAt(Octets message, int index) {
        int value = (int) message.unsignedIntAt(index);
        return value == 0 ? Ipv4Address.UNSPECIFIED : new Ipv4Address(value);
    }
}
