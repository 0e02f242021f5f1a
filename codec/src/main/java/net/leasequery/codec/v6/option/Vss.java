package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.VirtualSubnet;

/**
 * OPTION_VSS: the VPN that a client's addresses belong to, or that a query is about. RFC 6607 section 3.4. It is part
 * of an address's identity, so an option that does not identify a VPN is malformed.
 */
public record Vss(VirtualSubnet virtualSubnet) implements Dhcpv6Option {

    static Vss read(OctetReader data) {
        int offset = data.position();
        return new Vss(VirtualSubnet.decode(data.readRest(), offset));
    }

    @Override
    public int optionCode() {
        return OptionCode.VSS;
    }

    @Override
    public void writeData(ByteBuf out) {
        virtualSubnet.encode().writeTo(out);
    }
}
