package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
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
     * @param start index of the message in the buffer, which holds all {@link Dhcpv4Header#OCTETS}
     * @param overload which of sname and file hold options and are therefore empty as fields
     */
    static Dhcpv4Header decode(ByteBuf buffer, int start, Overload overload) {
        int hlen = buffer.getUnsignedByte(start + HLEN_AT);
        if (hlen > Dhcpv4Header.CHADDR_OCTETS) {
            throw new MalformedMessageException(HLEN_AT, "hlen is " + hlen + ", chaddr has 16 octets");
        }
        return new Dhcpv4Header(
                buffer.getUnsignedByte(start),
                buffer.getUnsignedByte(start + 1),
                buffer.getUnsignedByte(start + 3),
                buffer.getInt(start + 4),
                buffer.getUnsignedShort(start + 8),
                buffer.getUnsignedShort(start + 10),
                addressAt(buffer, start + 12),
                addressAt(buffer, start + 16),
                addressAt(buffer, start + 20),
                addressAt(buffer, start + 24),
                Octets.copyOf(buffer, start + CHADDR_AT, hlen),
                overload.inSname() ? Octets.EMPTY : text(buffer, start + SNAME_AT, Dhcpv4Header.SNAME_OCTETS),
                overload.inFile() ? Octets.EMPTY : text(buffer, start + FILE_AT, Dhcpv4Header.FILE_OCTETS));
    }

    private static Ipv4Address addressAt(ByteBuf buffer, int index) {
        return new Ipv4Address(buffer.getInt(index));
    }

    /** Copies nothing of a field that is all zeros, as these two are in Leasequery. */
    private static Octets text(ByteBuf buffer, int index, int fieldOctets) {
        int length = fieldOctets;
        while (length > 0 && buffer.getByte(index + length - 1) == 0) {
            length--;
        }
        return Octets.copyOf(buffer, index, length);
    }
}
