package net.leasequery.simulator.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which a server lives: it makes every change to the leases, and it reads and writes every
 * connection. So no lock is needed, and a change and the messages about it cannot overtake each other.
 */
final class ServerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ServerLoop.class);

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("simulator", true), NioIoHandler.newFactory());

    private final EventLoop loop = group.next();

    EventLoop eventLoop() {
        return loop;
    }

    /**
     * Runs an action on the loop and waits for its result; on the loop's own thread, runs it at once.
     *
     * @throws IllegalStateException if the loop has ended
     */
    <T> T call(Supplier<T> action) {
        if (loop.inEventLoop()) {
            return action.get();
        }
        if (loop.isShuttingDown()) {
            throw new IllegalStateException("the server is closed");
        }
        return loop.submit(action::get).syncUninterruptibly().getNow();
    }

    /** Runs an action on the loop and waits for its end, as {@link #call} does. */
    void run(Runnable action) {
        call(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Runs an action after a delay. */
    void later(long millis, Runnable action) {
        ScheduledFuture<?> unused = loop.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    /** Runs an action periodically until the loop ends, even if it fails. */
    void every(long millis, Runnable action) {
        Runnable logged = () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("what the simulator does regularly has failed", e);
            }
        };
        ScheduledFuture<?> unused = loop.scheduleAtFixedRate(logged, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Ends the loop and waits for it. */
    void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
