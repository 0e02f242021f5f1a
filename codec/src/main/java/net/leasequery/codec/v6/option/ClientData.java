package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_CLIENT_DATA: all data about one client on one link: its DUID, its addresses and prefixes, when the server last
 * heard from it, and the requested options. RFC 5007 section 4.1.2.2.
 *
 * @param options those of the client
 */
public record ClientData(Dhcpv6Options options) implements Dhcpv6Option {

    /** Returns the data of one client from its parts, in their order. */
    public static ClientData of(Dhcpv6Option... options) {
        return new ClientData(Dhcpv6Options.of(options));
    }

    static ClientData read(OctetReader data) {
        return new ClientData(data.readOptions());
    }

    @Override
    public int optionCode() {
        return OptionCode.CLIENT_DATA;
    }

    @Override
    public void writeData(ByteBuf out) {
        options.writeTo(out);
    }
}
