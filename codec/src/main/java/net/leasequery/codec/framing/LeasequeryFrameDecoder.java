package net.leasequery.codec.framing;

import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/**
 * Turns received octets into frames: one {@code ByteBuf} per message, without its length. A frame is a retained slice
 * of the received buffer; the next handler releases it.
 *
 * <p>Every length is passed on, from 0 to 65,535. The message decoder rejects an empty message, because that is a fault
 * of the message and the stream stays in sync.
 *
 * <p>Holds at most one partial frame. One instance per channel. RFC 6926 section 6.1.
 */
public final class LeasequeryFrameDecoder extends LengthFieldBasedFrameDecoder {

    private static final int LENGTH_OCTETS = 2;

    public LeasequeryFrameDecoder() {
        super(LENGTH_OCTETS + LeasequeryFrameEncoder.MAX_MESSAGE_OCTETS, 0, LENGTH_OCTETS, 0, LENGTH_OCTETS);
    }
}
