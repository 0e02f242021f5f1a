package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * OPTION_LQ_RELAY_DATA: the relay agents that forwarded the client's last message. RFC 5007 section 4.1.2.4.
 *
 * <p>Relay agents wrote the message in it, and the server passes it on unchanged. Faults in it do not affect the
 * binding, so it is read only on demand and never makes the server's message malformed.
 *
 * @param peerAddress the relay agent from which the server received the message
 * @param message RELAY-FORW verbatim, without the client's own message
 */
public record LqRelayData(Ipv6Address peerAddress, Octets message) implements Dhcpv6Option {

    /** Returns the option for a decoded message. */
    public static LqRelayData of(Ipv6Address peerAddress, RelayForward message) {
        return new LqRelayData(peerAddress, message.encode());
    }

    static LqRelayData read(OctetReader data) {
        return new LqRelayData(data.readAddress("peer-address"), data.readRest());
    }

    /** The message of the relay agent nearest to the server; null if it is not well formed. */
    public @Nullable RelayForward relayForward() {
        return RelayForward.readIfWellFormed(message);
    }

    @Override
    public int optionCode() {
        return OptionCode.LQ_RELAY_DATA;
    }

    @Override
    public void writeData(ByteBuf out) {
        peerAddress.writeTo(out);
        message.writeTo(out);
    }
}
