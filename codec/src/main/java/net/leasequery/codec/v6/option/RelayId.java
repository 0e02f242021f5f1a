package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/**
 * OPTION_RELAY_ID: the DUID of a relay agent, in messages that it forwards and in a query for it. RFC 5460 section
 * 5.4.1.
 */
public record RelayId(Duid duid) implements Dhcpv6Option {

    static RelayId read(OctetReader data) {
        return new RelayId(data.readDuid());
    }

    @Override
    public int optionCode() {
        return OptionCode.RELAY_ID;
    }

    @Override
    public void writeData(ByteBuf out) {
        duid.octets().writeTo(out);
    }
}
