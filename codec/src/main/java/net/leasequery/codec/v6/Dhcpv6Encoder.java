package net.leasequery.codec.v6;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;

/**
 * Turns a {@link Dhcpv6Message} into octets, without the frame's length. A decoded message is encoded to the octets
 * that it was decoded from. Stateless; any thread.
 */
public final class Dhcpv6Encoder {

    /**
     * Appends the message at the buffer's writer index.
     *
     * @throws IllegalArgumentException if it takes more than 65,535 octets, the maximum of a frame; the buffer is
     *     unchanged then
     */
    public void encode(Dhcpv6Message message, ByteBuf out) {
        int start = out.writerIndex();
        try {
            out.writeByte(message.messageType().code()).writeMedium(message.transactionId());
            message.options().writeTo(out);
            int length = out.writerIndex() - start;
            if (length > LeasequeryFrameEncoder.MAX_MESSAGE_OCTETS) {
                throw new IllegalArgumentException("a message of " + length + " octets does not fit a frame");
            }
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            throw e;
        }
    }
}
