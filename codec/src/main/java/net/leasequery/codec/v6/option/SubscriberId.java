package net.leasequery.codec.v6.option;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.Octets;

/**
 * OPTION_SUBSCRIBER_ID: a name for the subscriber that is independent of the line. RFC 4580 section 2.
 *
 * @param subscriberId opaque, chosen by the relay agent
 */
public record SubscriberId(Octets subscriberId) implements Dhcpv6Option {

    static SubscriberId read(OctetReader data) {
        return new SubscriberId(data.readRest());
    }

    @Override
    public int optionCode() {
        return OptionCode.SUBSCRIBER_ID;
    }

    @Override
    public void writeData(ByteBuf out) {
        subscriberId.writeTo(out);
    }
}
