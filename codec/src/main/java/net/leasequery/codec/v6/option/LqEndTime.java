package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_LQ_END_TIME: asks for bindings that changed at this time or earlier; not allowed in an ACTIVELEASEQUERY. RFC
 * 7653 section 6.3.3.
 *
 * @param seconds since 2000-01-01 UTC in the server's clock, 0..2<sup>32</sup>-1; see {@link Dhcpv6Epoch}
 */
public record LqEndTime(long seconds) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the seconds are outside of 0..2<sup>32</sup>-1 */
    public LqEndTime {
        Unsigned.check32(seconds, "query-end-time");
    }

    static LqEndTime read(OctetReader data) {
        return new LqEndTime(data.readUnsignedInt("query-end-time"));
    }

    @Override
    public int optionCode() {
        return OptionCode.LQ_END_TIME;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) seconds);
    }
}
