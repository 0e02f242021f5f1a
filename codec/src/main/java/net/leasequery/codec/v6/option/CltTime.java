package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_CLT_TIME: how long ago the server last heard from the client on that link. RFC 5007 section 4.1.2.3.
 *
 * @param seconds before the base-time of the same message (RFC 7653 section 6.3.1), 0..2<sup>32</sup>-1
 */
public record CltTime(long seconds) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the seconds are outside of 0..2<sup>32</sup>-1 */
    public CltTime {
        Unsigned.check32(seconds, "client-last-transaction-time");
    }

    static CltTime read(OctetReader data) {
        return new CltTime(data.readUnsignedInt("client-last-transaction-time"));
    }

    @Override
    public int optionCode() {
        return OptionCode.CLT_TIME;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) seconds);
    }
}
