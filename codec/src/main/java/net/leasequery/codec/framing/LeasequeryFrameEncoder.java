package net.leasequery.codec.framing;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.handler.codec.LengthFieldPrepender;

/**
 * Puts the two octets of length before each outbound {@code ByteBuf}. The length does not count
 * itself. A write of more than 65,535 octets fails with {@link IllegalArgumentException} (wrapped
 * by Netty) and sends nothing. RFC 6926 section 6.1.
 */
@Sharable
public final class LeasequeryFrameEncoder extends LengthFieldPrepender {

    /** The longest message that the length field can express. */
    public static final int MAX_MESSAGE_OCTETS = 65_535;

    private static final int LENGTH_OCTETS = 2;

    public LeasequeryFrameEncoder() {
        super(LENGTH_OCTETS);
    }
}
