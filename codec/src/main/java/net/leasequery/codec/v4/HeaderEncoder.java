package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/** Writes the fixed fields, the reverse of {@link HeaderDecoder}. RFC 2131 section 2. */
final class HeaderEncoder {

    private HeaderEncoder() {}

    static void encode(Dhcpv4Header header, ByteBuf out) {
        out.writeByte(header.op());
        out.writeByte(header.htype());
        out.writeByte(header.hlen());
        out.writeByte(header.hops());
        out.writeInt(header.xid());
        out.writeShort(header.secs());
        out.writeShort(header.flags());
        out.writeInt(header.ciaddr().value());
        out.writeInt(header.yiaddr().value());
        out.writeInt(header.siaddr().value());
        out.writeInt(header.giaddr().value());
        writeFilled(header.chaddr(), Dhcpv4Header.CHADDR_OCTETS, out);
        writeFilled(header.sname(), Dhcpv4Header.SNAME_OCTETS, out);
        writeFilled(header.file(), Dhcpv4Header.FILE_OCTETS, out);
    }

    private static void writeFilled(Octets value, int fieldOctets, ByteBuf out) {
        value.writeTo(out);
        out.writeZero(fieldOctets - value.length());
    }
}
