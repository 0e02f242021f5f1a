package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * OPTION_RELAY_MSG: the message that a relay agent forwarded. RFC 8415 section 21.10.
 *
 * @param message verbatim, a whole DHCPv6 message of any type
 */
public record RelayMessage(Octets message) implements Dhcpv6Option {

    static RelayMessage read(OctetReader data) {
        return new RelayMessage(data.readRest());
    }

    /** Returns the message if it is a well-formed one of a further relay agent; otherwise null. */
    public @Nullable RelayForward relayForward() {
        return RelayForward.readIfWellFormed(message);
    }

    @Override
    public int optionCode() {
        return OptionCode.RELAY_MSG;
    }

    @Override
    public void writeData(ByteBuf out) {
        message.writeTo(out);
    }
}
