package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/** OPTION_CLIENTID: in a message the requestor's DUID, in OPTION_CLIENT_DATA the client's. RFC 8415 section 21.2. */
public record ClientIdentifier(Duid duid) implements Dhcpv6Option {

    static ClientIdentifier read(OctetReader data) {
        return new ClientIdentifier(data.readDuid());
    }

    @Override
    public int optionCode() {
        return OptionCode.CLIENTID;
    }

    @Override
    public void writeData(ByteBuf out) {
        duid.octets().writeTo(out);
    }
}
