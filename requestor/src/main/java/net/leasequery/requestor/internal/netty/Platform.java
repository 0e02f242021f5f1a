package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import net.leasequery.requestor.MemoryBudget;
import net.leasequery.requestor.internal.protocol.LocalClock;

/**
 * The platform of a requestor: threads, sockets, host names, clocks, random numbers and memory. A test that replaces all
 * of them runs a requestor without threads, sockets or real time.
 *
 * @param eventLoops makes the event loop of a requestor, which is shut down with it
 * @param sockets makes channels that can be registered with the event loop and connected by TCP
 * @param names makes a resolver for one look-up, from the event loop and the longest wait
 * @param clock source of the time of events
 * @param random for back-off and transaction-ids; used on the event loop only
 * @param tables opens a share of the memory for tables of addresses, given the limit in octets for all of them
 */
public record Platform(
        Function<ThreadFactory, EventLoop> eventLoops,
        ChannelFactory<? extends Channel> sockets,
        BiFunction<EventLoop, Duration, NameResolver> names,
        LocalClock clock,
        RandomGenerator random,
        LongFunction<MemoryBudget.Share> tables) {

    /** Returns the platform of this machine. */
    public static Platform system() {
        return new Platform(
                // A single loop, not a group of one: shutting down a group wakes a global Netty thread.
                threads -> new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory()),
                NioSocketChannel::new,
                SystemResolver::new,
                LocalClock.SYSTEM,
                new SecureRandom(),
                MemoryBudget.TABLES::share);
    }
}
