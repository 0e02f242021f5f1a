package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * OPTION_LQ_RELAY_DATA: by which relay agents the client's last message came. RFC 5007 section 4.1.2.4.
 *
 * <p>The message in it was written by relay agents and is passed on by the server as it came. What is
 * wrong in it says nothing about the binding, so it is read on demand only and never makes the
 * server's message malformed.
 *
 * @param peerAddress the relay agent from which the server received the message
 * @param message RELAY-FORW verbatim, without the client's own message
 */
public record LqRelayData(Ipv6Address peerAddress, Octets message) implements Dhcpv6Option {

    /** The option for a message that is at hand as a value. */
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
