package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/**
 * OPTION_REMOTE_ID: the far end of the client's line, as named by a relay agent; equal only when both parts are. RFC
 * 4649 section 3; in a query, RFC 5460 section 5.3.3.
 *
 * @param enterpriseNumber IANA Private Enterprise Number that defines the rest, 0..2<sup>32</sup>-1
 * @param remoteId opaque
 */
public record RemoteId(long enterpriseNumber, Octets remoteId) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the enterprise-number is outside of 0..2<sup>32</sup>-1 */
    public RemoteId {
        Unsigned.check32(enterpriseNumber, "enterprise-number");
    }

    /**
     * Keeps an option that is too short for an enterprise-number as received, because the relay agent is at fault, not
     * the server.
     */
    static Dhcpv6Option read(OctetReader data) {
        return data.remaining() < 4
                ? new OpaqueOption(OptionCode.REMOTE_ID, data.readRest())
                : new RemoteId(data.readUnsignedInt("enterprise-number"), data.readRest());
    }

    @Override
    public int optionCode() {
        return OptionCode.REMOTE_ID;
    }

    @Override
    public void writeData(ByteBuf out) {
        out.writeInt((int) enterpriseNumber);
        remoteId.writeTo(out);
    }
}
