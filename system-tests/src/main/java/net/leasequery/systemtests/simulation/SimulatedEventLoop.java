package net.leasequery.systemtests.simulation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Netty event loop without a thread: {@link #run} performs due tasks on the calling thread. */
final class SimulatedEventLoop extends AbstractScheduledEventExecutor implements EventLoop {

    private static final long NONE = -1;

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final Ticker ticker;
    private boolean ended;

    SimulatedEventLoop(VirtualTime time) {
        this.ticker = new VirtualTicker(time);
    }

    private record VirtualTicker(VirtualTime time) implements Ticker {

        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return time.nanos();
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException("nothing sleeps in a simulation");
        }
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    /** Performs all tasks that are due; returns whether there were any. */
    boolean run() {
        boolean any = false;
        for (Runnable next = nextTask(); next != null; next = nextTask()) {
            next.run();
            any = true;
        }
        return any;
    }

    private @Nullable Runnable nextTask() {
        Runnable task = tasks.poll();
        return task != null || ended ? task : pollScheduledTask(ticker.nanoTime());
    }

    /** When the next timer elapses, in virtual milliseconds; {@link Long#MAX_VALUE} if there is none. */
    long nextMillis() {
        long deadline = ended ? NONE : nextScheduledTaskDeadlineNanos();
        return deadline == NONE ? Long.MAX_VALUE : VirtualTime.millisOf(deadline);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return true;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        run();
        cancelScheduledTasks();
        ended = true;
        run();
        return newSucceededFuture(null);
    }

    @Override
    @Deprecated
    public void shutdown() {
        throw new UnsupportedOperationException("use shutdownGracefully");
    }

    @Override
    public Future<?> terminationFuture() {
        return newSucceededFuture(null);
    }

    @Override
    public boolean isShuttingDown() {
        return ended;
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return ended;
    }

    @Override
    public EventLoopGroup parent() {
        return this;
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }
}
