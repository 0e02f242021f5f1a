package net.leasequery.simulator.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The listening port of a server, which can be closed and opened again. Must not be opened or closed on the event
 * loop.
 */
final class ListeningSocket {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long RETRY_MILLIS = 20;

    private final ServerLoop loop;
    private final ServerBootstrap bootstrap;

    private volatile InetSocketAddress address;
    private volatile @Nullable Channel channel;

    /**
     * Creates a socket that is not open yet.
     *
     * @param address port 0 takes any free one at the first opening, and the same one after that
     */
    ListeningSocket(ServerLoop loop, Connections connections, InetSocketAddress address) {
        this.loop = loop;
        this.address = address;
        this.bootstrap = new ServerBootstrap()
                .group(loop.eventLoop())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(connections);
    }

    boolean isOpen() {
        return channel != null;
    }

    /** Where it listens, or last listened. */
    InetSocketAddress address() {
        return address;
    }

    /**
     * Begins to listen.
     *
     * @throws IllegalStateException if it listens already
     * @throws java.util.concurrent.CompletionException if it cannot listen on the address
     */
    void open() {
        if (channel != null) {
            throw new IllegalStateException("the server listens on " + address + " already");
        }
        CompletableFuture<Channel> bound = new CompletableFuture<>();
        bind(System.nanoTime() + PATIENCE.toNanos(), bound);
        Channel opened = bound.join();
        address = (InetSocketAddress) opened.localAddress();
        channel = opened;
    }

    /** Stops listening; connections stay. */
    void close() {
        Channel open = channel;
        channel = null;
        if (open != null) {
            open.close().syncUninterruptibly();
        }
    }

    /** Tries again while the address is in use: the system may take a moment to release a port just closed. */
    private void bind(long deadlineNanos, CompletableFuture<Channel> bound) {
        bootstrap.bind(address).addListener((ChannelFuture attempt) -> {
            if (attempt.isSuccess()) {
                bound.complete(attempt.channel());
            } else if (attempt.cause() instanceof BindException && System.nanoTime() < deadlineNanos) {
                loop.later(RETRY_MILLIS, () -> bind(deadlineNanos, bound));
            } else {
                bound.completeExceptionally(attempt.cause());
            }
        });
    }
}
