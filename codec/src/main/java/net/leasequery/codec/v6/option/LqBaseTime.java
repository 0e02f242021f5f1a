package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_LQ_BASE_TIME: when the server built the message; the other times in it are relative to this one. Sent only
 * when asked for. RFC 7653 section 6.3.1.
 *
 * @param seconds since 2000-01-01 UTC in the server's clock, 0..2<sup>32</sup>-1; see {@link Dhcpv6Epoch}
 */
public record LqBaseTime(long seconds) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the seconds are outside of 0..2<sup>32</sup>-1 */
    public LqBaseTime {
        Unsigned.check32(seconds, "base-time");
    }

    static LqBaseTime read(OctetReader data) {
        return new LqBaseTime(data.readUnsignedInt("base-time"));
    }

    @Override
    public int optionCode() {
        return OptionCode.LQ_BASE_TIME;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) seconds);
    }
}
