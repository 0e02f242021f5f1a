package net.leasequery.codec.v6;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Options;

/** A message on a Leasequery connection. Immutable. RFC 8415 section 8. */
public sealed interface Dhcpv6Message permits Dhcpv6Request, Dhcpv6Reply {

    /** Which of the seven messages this is. */
    MessageType messageType();

    /** 24 opaque bits that a reply repeats from its query. */
    int transactionId();

    /**
     * Returns the whole message without the frame's length: as received or, if it was built, as encoded.
     *
     * @throws IllegalArgumentException if it was built and does not fit into a frame
     */
    default Octets octets() {
        Octets received = options().message();
        if (received != null) {
            return received;
        }
        ByteBuf encoded = Unpooled.buffer();
        new Dhcpv6Encoder().encode(this, encoded);
        return Octets.ofOwned(ByteBufUtil.getBytes(encoded));
    }

    /** The options in the order of the wire. */
    Dhcpv6Options options();
}
