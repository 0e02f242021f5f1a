package net.leasequery.requestor.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.BiConsumer;

/** Messages as octets with their lengths. */
final class Frames {

    private Frames() {}

    /** The messages one after the other. */
    @SafeVarargs
    static <M> byte[] of(BiConsumer<M, ByteBuf> encoder, M... messages) {
        ByteBuf octets = Unpooled.buffer();
        for (M message : messages) {
            ByteBuf frame = Unpooled.buffer();
            encoder.accept(message, frame);
            octets.writeShort(frame.readableBytes()).writeBytes(frame);
        }
        return ByteBufUtil.getBytes(octets);
    }
}
