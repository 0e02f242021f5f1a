package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_IA_NA: an identity association for non-temporary addresses. RFC 8415 section 21.4.
 *
 * @param iaid the client's number for it, 0..2<sup>32</sup>-1
 * @param t1 seconds from the message's base-time until renewal, 0..2<sup>32</sup>-1; 0 leaves it to the client,
 *     0xffffffff is infinity
 * @param t2 seconds from the message's base-time until rebinding, otherwise like {@code t1}
 * @param options {@link IaAddress} options and optionally a {@link Status}
 */
public record IaNa(long iaid, long t1, long t2, Dhcpv6Options options) implements IdentityAssociation {

    /** @throws IllegalArgumentException when a number is outside of 0..2<sup>32</sup>-1 */
    public IaNa {
        Unsigned.check32(iaid, "IAID");
        Unsigned.check32(t1, "T1");
        Unsigned.check32(t2, "T2");
    }

    static IaNa read(OctetReader data) {
        return new IaNa(
                data.readUnsignedInt("IAID"),
                data.readUnsignedInt("T1"),
                data.readUnsignedInt("T2"),
                data.readOptions(OctetReader.Tolerance.SHORT_REST));
    }

    @Override
    public int optionCode() {
        return OptionCode.IA_NA;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) iaid).writeInt((int) t1).writeInt((int) t2);
        options.writeTo(out);
    }
}
