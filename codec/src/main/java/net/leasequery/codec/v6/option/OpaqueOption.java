package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/**
 * An option that is kept as it came: its code is not known here, or a server passed on what a client or
 * relay agent had written against the rules, which must not cost the binding that it came with.
 *
 * @param optionCode option-code, 0..65535
 * @param data option-data as on the wire
 */
public record OpaqueOption(int optionCode, Octets data) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the code is outside of 0..65535 */
    public OpaqueOption {
        Unsigned.check16(optionCode, "option-code");
    }

    /** Whether the code is one that this codec knows, so that the data does not have the form that it demands. */
    public boolean isMalformed() {
        return OptionCode.isKnown(optionCode);
    }

    @Override
    public void writeData(ByteBuf out) {
        data.writeTo(out);
    }
}
