package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/**
 * An option that is kept as received: its code is unknown, or a server passed on a malformed option of a client or
 * relay agent, which must not cost the binding.
 *
 * @param optionCode option-code, 0..65535
 * @param data option-data as on the wire
 */
public record OpaqueOption(int optionCode, Octets data) implements Dhcpv6Option {

    /** @throws IllegalArgumentException when the code is outside of 0..65535 */
    public OpaqueOption {
        Unsigned.check16(optionCode, "option-code");
    }

    /** Whether this codec knows the code, which means that the data is malformed. */
    public boolean isMalformed() {
        return OptionCode.isKnown(optionCode);
    }

    @Override
    public void writeData(ByteBuf out) {
        data.writeTo(out);
    }
}
