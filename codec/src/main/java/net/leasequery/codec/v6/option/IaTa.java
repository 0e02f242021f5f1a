package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_IA_TA: an identity association for temporary addresses, which has no T1 and T2. RFC 8415 section 21.5.
 *
 * @param iaid the client's number for it, 0..2<sup>32</sup>-1
 * @param options {@link IaAddress} options and optionally a {@link Status}
 */
public record IaTa(long iaid, Dhcpv6Options options) implements IdentityAssociation {

    /** @throws IllegalArgumentException when the IAID is outside of 0..2<sup>32</sup>-1 */
    public IaTa {
        Unsigned.check32(iaid, "IAID");
    }

    static IaTa read(OctetReader data) {
        return new IaTa(data.readUnsignedInt("IAID"), data.readOptions(OctetReader.Tolerance.SHORT_REST));
    }

    @Override
    public int optionCode() {
        return OptionCode.IA_TA;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) iaid);
        options.writeTo(out);
    }
}
