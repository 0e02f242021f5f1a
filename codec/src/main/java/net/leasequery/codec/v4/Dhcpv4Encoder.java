package net.leasequery.codec.v4;

import io.netty.buffer.ByteBuf;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;

/**
 * Turns a {@link Dhcpv4Message} into octets, without the frame's length: header, magic cookie,
 * options with dhcp-message-type first, end. Stateless; any thread.
 */
public final class Dhcpv4Encoder {

    /** Returns the number of octets that {@link #encode} will write. */
    public int encodedLength(Dhcpv4Message message) {
        return Dhcpv4Decoder.OPTIONS_AT + OptionsEncoder.encodedLength(message.options());
    }

    /**
     * Appends the message at the buffer's writer index.
     *
     * @throws IllegalArgumentException if it takes more than 65,535 octets, the maximum of a frame; nothing is written
     *     then
     */
    public void encode(Dhcpv4Message message, ByteBuf out) {
        int length = encodedLength(message);
        if (length > LeasequeryFrameEncoder.MAX_MESSAGE_OCTETS) {
            throw new IllegalArgumentException("a message of " + length + " octets does not fit a frame");
        }
        out.ensureWritable(length);
        HeaderEncoder.encode(message.header(), out);
        out.writeInt(Dhcpv4Decoder.MAGIC_COOKIE);
        OptionsEncoder.encode(message.options(), out);
    }
}
