package net.leasequery.simulator.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.wire.WireLayout;
import org.jspecify.annotations.Nullable;

/**
 * Stands between messages and frames on one connection: counts what is sent and, when the moment of a fault has come,
 * does the harm. Also delays reads if the conditions say so.
 */
final class ConnectionFaults extends ChannelDuplexHandler {

    private static final int LENGTH_OCTETS = 2;

    private final ReplyStream stream;
    private final FaultInjection injection;
    private final FaultyWriter writer;
    private final List<Countdown> countdowns = new ArrayList<>();

    ConnectionFaults(ReplyStream stream, WireLayout layout, FaultInjection injection) {
        this.stream = stream;
        this.injection = injection;
        this.writer = new FaultyWriter(stream, layout, injection.random());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        writer.attach(ctx);
        injection.opened(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        injection.closed(this);
        writer.discard();
        ctx.fireChannelInactive();
    }

    /** Begins to count towards a fault, from 0; strikes at once if its count is 0. */
    void arm(ArmedFault fault) {
        Countdown countdown = new Countdown(fault);
        countdowns.add(countdown);
        if (countdown.isDue() && !needsMessage(fault.what().harm()) && isAimedAt(fault.what())) {
            strike(countdown, null);
        }
    }

    /** Drops a fault that has struck elsewhere or is called off. */
    void disarm(ArmedFault fault) {
        countdowns.removeIf(countdown -> countdown.armed.equals(fault));
    }

    /** Ends a stall. */
    void heal() {
        stream.stall(false);
    }

    /** Sends what had to wait, unless something else still blocks it. */
    void proceed() {
        stream.pump();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        long delay = injection.conditions().delayBeforeRead().toMillis();
        if (delay == 0) {
            ctx.fireChannelRead(frame);
        } else {
            boolean reads = ctx.channel().config().isAutoRead();
            ctx.channel().config().setAutoRead(false);
            ScheduledFuture<?> unused =
                    ctx.executor().schedule(() -> readLate(ctx, frame, reads), delay, TimeUnit.MILLISECONDS);
        }
    }

    private static void readLate(ChannelHandlerContext ctx, Object frame, boolean reads) {
        if (reads) {
            ctx.channel().config().setAutoRead(true);
        }
        ctx.fireChannelRead(frame);
        ctx.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf octets) || writer.isCut()) {
            ReferenceCountUtil.release(message);
            return;
        }
        strikeWhatIsDue();
        Countdown onMessage = firstDue(true);
        Countdown inside = firstThatCuts(octets);
        int upToTheCut = inside == null ? 0 : (int) inside.left;
        count(octets);
        if (writer.isCut()) {
            octets.release();
        } else if (onMessage != null) {
            strike(onMessage, octets);
        } else if (inside != null) {
            writer.part(octets, upToTheCut);
        } else {
            writer.whole(octets);
        }
        strikeWhatIsDue();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        writer.endOfBatch();
        ctx.flush();
    }

    private void strikeWhatIsDue() {
        for (Countdown due = firstDue(false); due != null && !writer.isCut(); due = firstDue(false)) {
            strike(due, null);
        }
    }

    private void strike(Countdown countdown, @Nullable ByteBuf message) {
        injection.struck(countdown.armed);
        writer.harm(countdown.fault(), message);
    }

    private void count(ByteBuf message) {
        for (Countdown countdown : countdowns) {
            if (isAimedAt(countdown.fault())) {
                countdown.left -= countdown.fault().moment().unit() == Moment.Unit.MESSAGES
                        ? 1
                        : message.readableBytes() + LENGTH_OCTETS;
            }
        }
    }

    private @Nullable Countdown firstDue(boolean onMessage) {
        for (Countdown countdown : countdowns) {
            if (countdown.isDue()
                    && needsMessage(countdown.fault().harm()) == onMessage
                    && isAimedAt(countdown.fault())) {
                return countdown;
            }
        }
        return null;
    }

    /** The fault, if any, that cuts the connection before the end of this message. */
    private @Nullable Countdown firstThatCuts(ByteBuf message) {
        for (Countdown countdown : countdowns) {
            ConnectionFault fault = countdown.fault();
            boolean cuts = fault.harm() == Harm.CLOSE || fault.harm() == Harm.RESET;
            if (cuts
                    && fault.moment().unit() == Moment.Unit.OCTETS
                    && countdown.left < message.readableBytes() + LENGTH_OCTETS
                    && isAimedAt(fault)) {
                return countdown;
            }
        }
        return null;
    }

    private boolean isAimedAt(ConnectionFault fault) {
        Target target = fault.moment().target();
        return switch (target) {
            case ANY -> true;
            case ACTIVE -> stream.activeQuery() != null;
            case BULK -> stream.activeQuery() == null && !stream.queries().isEmpty();
        };
    }

    private static boolean needsMessage(Harm harm) {
        return switch (harm) {
            case CLOSE, RESET, STALL, TERMINATE -> false;
            case TRUNCATE, OVERSIZE, WRONG_XID, GARBAGE, DUPLICATE, REORDER -> true;
        };
    }

    /** What is still to be sent before a fault strikes. */
    private static final class Countdown {

        private final ArmedFault armed;
        private long left;

        Countdown(ArmedFault armed) {
            this.armed = armed;
            this.left = armed.what().moment().count();
        }

        ConnectionFault fault() {
            return armed.what();
        }

        boolean isDue() {
            return left <= 0;
        }
    }
}
