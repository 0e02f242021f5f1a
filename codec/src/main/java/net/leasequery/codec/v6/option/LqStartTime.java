package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_LQ_START_TIME: asks for bindings that changed at this time or later. RFC 7653 section 6.3.2.
 *
 * @param seconds since 2000-01-01 UTC in the server's clock, 0..2<sup>32</sup>-1; see {@link Dhcpv6Epoch}
 */
public record LqStartTime(long seconds) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the seconds are outside of 0..2<sup>32</sup>-1 */
    public LqStartTime {
        Unsigned.check32(seconds, "query-start-time");
    }

    static LqStartTime read(OctetReader data) {
        return new LqStartTime(data.readUnsignedInt("query-start-time"));
    }

    @Override
    public int optionCode() {
        return OptionCode.LQ_START_TIME;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) seconds);
    }
}
