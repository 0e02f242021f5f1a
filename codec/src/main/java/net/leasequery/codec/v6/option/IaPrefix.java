package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_IAPREFIX: a delegated prefix and its lifetimes. RFC 8415 section 21.22.
 *
 * @param preferredLifetime seconds from the message's base-time, 0..2<sup>32</sup>-1; 0xffffffff is infinity
 * @param validLifetime seconds from the message's base-time, 0..2<sup>32</sup>-1; 0 ends the delegation, 0xffffffff is
 *     infinity
 * @param prefixLength in bits, 0..128
 * @param prefixAddress as on the wire; bits beyond the length are ignored, see {@link #prefix()}
 * @param options options of this prefix
 */
public record IaPrefix(
        long preferredLifetime, long validLifetime, int prefixLength, Ipv6Address prefixAddress, Dhcpv6Options options)
        implements Dhcpv6Option {

    /** @throws IllegalArgumentException when a lifetime or the length is outside of its range */
    public IaPrefix {
        Unsigned.check32(preferredLifetime, "preferred-lifetime");
        Unsigned.check32(validLifetime, "valid-lifetime");
        if (prefixLength < 0 || prefixLength > Ipv6Prefix.MAX_LENGTH) {
            throw new IllegalArgumentException("prefix-length is " + prefixLength + ", not within 0..128");
        }
    }

    /** Creates a prefix without options of its own. */
    public IaPrefix(Ipv6Prefix prefix, long preferredLifetime, long validLifetime) {
        this(preferredLifetime, validLifetime, prefix.length(), prefix.address(), Dhcpv6Options.NONE);
    }

    static IaPrefix read(OctetReader data) {
        long preferredLifetime = data.readUnsignedInt("preferred-lifetime");
        long validLifetime = data.readUnsignedInt("valid-lifetime");
        int prefixLengthAt = data.position();
        int prefixLength = data.readUnsignedByte("prefix-length");
        if (prefixLength > Ipv6Prefix.MAX_LENGTH) {
            throw OctetReader.malformed(prefixLengthAt, "prefix-length is " + prefixLength + ", more than 128");
        }
        return new IaPrefix(
                preferredLifetime,
                validLifetime,
                prefixLength,
                data.readAddress("IPv6-prefix"),
                data.readOptions(OctetReader.Tolerance.ALL));
    }

    /** The prefix in its canonical form. */
    public Ipv6Prefix prefix() {
        return new Ipv6Prefix(prefixAddress, prefixLength);
    }

    @Override
    public int optionCode() {
        return OptionCode.IAPREFIX;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) preferredLifetime).writeInt((int) validLifetime).writeByte(prefixLength);
        prefixAddress.writeTo(out);
        options.writeTo(out);
    }
}
