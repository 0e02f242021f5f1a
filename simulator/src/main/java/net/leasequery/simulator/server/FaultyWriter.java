package net.leasequery.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.wire.Verdict;
import net.leasequery.simulator.wire.WireLayout;
import org.jspecify.annotations.Nullable;

/** Writes the messages of one connection, whole or as a fault alters them. */
final class FaultyWriter {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final ReplyStream stream;
    private final WireLayout layout;
    private final Random random;
    private final List<ByteBuf> held = new ArrayList<>();
    private final Set<Object> heldSubjects = new HashSet<>();

    private @Nullable ChannelHandlerContext context;
    private int stillToHold;
    private boolean cut;

    FaultyWriter(ReplyStream stream, WireLayout layout, Random random) {
        this.stream = stream;
        this.layout = layout;
        this.random = random;
    }

    /** Sets the context to write to; called before any other method. */
    void attach(ChannelHandlerContext ctx) {
        context = ctx;
    }

    /** Whether nothing more may be sent. */
    boolean isCut() {
        return cut;
    }

    /** Sends a message unchanged; takes ownership of it. */
    void whole(ByteBuf message) {
        if (stillToHold == 0) {
            frame(message);
            return;
        }
        Set<?> subjects = layout.subjects(message);
        if (subjects.isEmpty() || !Collections.disjoint(heldSubjects, subjects)) {
            release();
            frame(message);
            return;
        }
        held.add(message);
        heldSubjects.addAll(subjects);
        stillToHold--;
        if (stillToHold == 0) {
            release();
        }
    }

    /** Sends the first octets of a message's frame, its length included; takes ownership of the message. */
    void part(ByteBuf message, int octets) {
        release();
        ByteBuf frame = context().alloc().buffer();
        frame.writeShort(message.readableBytes()).writeBytes(message);
        message.release();
        raw(frame.writerIndex(frame.readerIndex() + octets));
    }

    /** Marks the end of the messages handed over together. */
    void endOfBatch() {
        if (!held.isEmpty()) {
            release();
        }
    }

    /** Releases the messages held back, because the connection is closed. */
    void discard() {
        held.forEach(ByteBuf::release);
        held.clear();
    }

    /**
     * Carries out the harm of a fault.
     *
     * @param message the affected message, of which this takes ownership; null if the harm needs none
     */
    void harm(ConnectionFault fault, @Nullable ByteBuf message) {
        switch (fault.harm()) {
            case CLOSE -> close();
            case RESET -> {
                context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
                close();
            }
            case STALL -> stall(fault.amount());
            case TERMINATE -> {
                release();
                stream.terminateNow(new Verdict(fault.amount(), "told to give up"), PATIENCE);
                cut = true;
            }
            case TRUNCATE -> {
                part(given(message), 2 + given(message).readableBytes() / 2);
                close();
            }
            case OVERSIZE -> {
                release();
                raw(context().alloc().buffer().writeShort(LeasequeryFrameEncoder.MAX_MESSAGE_OCTETS));
                raw(given(message));
                close();
            }
            case WRONG_XID -> {
                ByteBuf alien = given(message);
                layout.alienateXid(alien);
                whole(alien);
            }
            case GARBAGE -> {
                byte[] garbage = new byte[fault.amount()];
                random.nextBytes(garbage);
                release();
                frame(context().alloc().buffer(garbage.length).writeBytes(garbage));
                whole(given(message));
            }
            case DUPLICATE -> {
                ByteBuf original = given(message);
                release();
                for (int i = 0; i < fault.amount(); i++) {
                    frame(original.copy());
                }
                frame(original);
            }
            case REORDER -> {
                release();
                stillToHold = fault.amount();
                whole(given(message));
            }
        }
    }

    private void stall(int millis) {
        stream.stall(true);
        if (millis > 0) {
            ScheduledFuture<?> unused =
                    context().executor().schedule(() -> stream.stall(false), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void close() {
        release();
        cut = true;
        stream.closeWhenFlushed(PATIENCE);
    }

    /** Sends the messages held back, in random order, and stops holding back. */
    private void release() {
        stillToHold = 0;
        Collections.shuffle(held, random);
        held.forEach(this::frame);
        held.clear();
        heldSubjects.clear();
    }

    private void frame(ByteBuf message) {
        ChannelFuture unused = context().write(message, context().voidPromise());
    }

    /** Writes octets past the frame encoder. */
    private void raw(ByteBuf octets) {
        Channel channel = context().channel();
        ChannelFuture unused =
                channel.pipeline().context(LeasequeryFrameEncoder.class).write(octets, channel.voidPromise());
    }

    private ChannelHandlerContext context() {
        return given(context);
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("not attached, or harm that needs a message was done without one");
        }
        return value;
    }
}
