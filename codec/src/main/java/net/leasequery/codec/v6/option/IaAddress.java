package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_IAADDR: an address and its lifetimes. RFC 8415 section 21.6; in a query, the address that is asked for. RFC
 * 5007 section 4.1.2.1.
 *
 * @param address the address
 * @param preferredLifetime seconds from the message's base-time, 0..2<sup>32</sup>-1; 0xffffffff is infinity
 * @param validLifetime seconds from the message's base-time, 0..2<sup>32</sup>-1; 0 ends the lease, 0xffffffff is
 *     infinity
 * @param options options of this address
 */
public record IaAddress(Ipv6Address address, long preferredLifetime, long validLifetime, Dhcpv6Options options)
        implements Dhcpv6Option {

    /** @throws IllegalArgumentException when a lifetime is outside of 0..2<sup>32</sup>-1 */
    public IaAddress {
        Unsigned.check32(preferredLifetime, "preferred-lifetime");
        Unsigned.check32(validLifetime, "valid-lifetime");
    }

    /** Creates an address without options of its own. */
    public IaAddress(Ipv6Address address, long preferredLifetime, long validLifetime) {
        this(address, preferredLifetime, validLifetime, Dhcpv6Options.NONE);
    }

    static IaAddress read(OctetReader data) {
        return new IaAddress(
                data.readAddress("IPv6-address"),
                data.readUnsignedInt("preferred-lifetime"),
                data.readUnsignedInt("valid-lifetime"),
                data.readOptions(OctetReader.Tolerance.ALL));
    }

    @Override
    public int optionCode() {
        return OptionCode.IAADDR;
    }

    @Override
    public void writeData(ByteBuf out) {
        address.writeTo(out);
        out.writeInt((int) preferredLifetime).writeInt((int) validLifetime);
        options.writeTo(out);
    }
}
