package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;

/** OPTION_SERVERID: the server's DUID, sent once, in the first message of an answer. RFC 8415 section 21.3. */
public record ServerIdentifier(Duid duid) implements Dhcpv6Option {

    static ServerIdentifier read(OctetReader data) {
        return new ServerIdentifier(data.readDuid());
    }

    @Override
    public int optionCode() {
        return OptionCode.SERVERID;
    }

    @Override
    public void writeData(ByteBuf out) {
        duid.octets().writeTo(out);
    }
}
