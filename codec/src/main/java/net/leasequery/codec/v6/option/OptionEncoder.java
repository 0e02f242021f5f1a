package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.leasequery.codec.Octets;

/** Writes options. RFC 8415 section 21.1. */
final class OptionEncoder {

    private static final int MAX_OPTION_LENGTH = 0xffff;

    private OptionEncoder() {}

    /** @throws IllegalArgumentException when the option takes more than 65,535 octets */
    static void write(Dhcpv6Option option, ByteBuf out) {
        out.writeShort(option.optionCode());
        int lengthAt = out.writerIndex();
        out.writeShort(0);
        option.writeData(out);
        int length = out.writerIndex() - lengthAt - 2;
        if (length > MAX_OPTION_LENGTH) {
            throw new IllegalArgumentException(
                    "option " + option.optionCode() + " has " + length + " octets, more than an option can");
        }
        out.setShort(lengthAt, length);
    }

    /** Returns the option-data. */
    static Octets data(Dhcpv6Option option) {
        if (option instanceof OpaqueOption opaque) {
            return opaque.data();
        }
        ByteBuf data = Unpooled.buffer();
        option.writeData(data);
        return Octets.copyOf(data, data.readerIndex(), data.readableBytes());
    }
}
