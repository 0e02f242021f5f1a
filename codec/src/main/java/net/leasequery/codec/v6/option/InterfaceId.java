package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/**
 * OPTION_INTERFACE_ID: the relay agent's interface on which the client's message arrived. RFC 8415 section 21.18.
 *
 * @param interfaceId opaque, chosen by the relay agent
 */
public record InterfaceId(Octets interfaceId) implements Dhcpv6Option {

    static InterfaceId read(OctetReader data) {
        return new InterfaceId(data.readRest());
    }

    @Override
    public int optionCode() {
        return OptionCode.INTERFACE_ID;
    }

    @Override
    public void writeData(ByteBuf out) {
        interfaceId.writeTo(out);
    }
}
