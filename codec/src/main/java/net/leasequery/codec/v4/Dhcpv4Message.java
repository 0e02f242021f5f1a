package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.leasequery.codec.Octets;

/**
 * A message on a Leasequery connection. The record determines its type; the options always start with the matching
 * dhcp-message-type. Immutable.
 */
public sealed interface Dhcpv4Message permits LeasequeryRequest, DhcpLeaseQueryReply {

    /** The fixed fields. */
    Dhcpv4Header header();

    /** The options, dhcp-message-type first. */
    Dhcpv4Options options();

    /** Which of the nine messages this is. */
    MessageType messageType();

    /**
     * Returns the whole message without the frame's length: as received or, if it was built, as encoded.
     *
     * @throws IllegalArgumentException if it was built and does not fit into a frame
     */
    default Octets octets() {
        Octets received = options().received();
        if (received != null) {
            return received;
        }
        ByteBuf encoded = Unpooled.buffer();
        new Dhcpv4Encoder().encode(this, encoded);
        return Octets.ofOwned(ByteBufUtil.getBytes(encoded));
    }

    /** The xid: 32 opaque bits that a reply repeats from its query. */
    default int transactionId() {
        return header().xid();
    }
}
