package net.leasequery.requestor.internal.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.leasequery.requestor.DhcpServer;
import org.jspecify.annotations.Nullable;

/**
 * Makes TCP connections to one server, in clear text. Resolves the server's name for each attempt. If there are several
 * addresses, each attempt tries the next, but an address at which a server has answered comes first, because another
 * address may be another server.
 */
final class TcpConnector implements ServerConnector {

    /**
     * Maximum number of octets that are read, decoded and handed over before back-pressure is checked. A DHCPv4 binding
     * takes at least 246 octets with its frame.
     */
    static final int READ_BUFFER_OCTETS = 65_536;

    private static final int FIRST_READ_BUFFER_OCTETS = 4_096;
    private static final int SMALLEST_READ_BUFFER_OCTETS = 512;

    private final Platform platform;
    private final EventLoop eventLoop;
    private final DhcpServer server;
    private final Duration timeout;
    private int attempts;
    private @Nullable InetAddress peer;
    private @Nullable InetAddress preferred;

    TcpConnector(Platform platform, EventLoop eventLoop, DhcpServer server, Duration timeout) {
        this.platform = platform;
        this.eventLoop = eventLoop;
        this.server = server;
        this.timeout = timeout;
    }

    /** {@inheritDoc} Fails after the timeout at the latest. */
    @Override
    public Promise<Channel> connect(ChannelHandler handler, Progress progress) {
        Promise<Channel> attempt = newAttempt();
        NameResolver resolver = platform.names().apply(eventLoop, timeout);
        Future<List<InetAddress>> addresses = resolver.resolveAll(server.host());
        attempt.addListener(done -> addresses.cancel(false));
        addresses.addListener((Future<List<InetAddress>> resolved) -> {
            resolver.close();
            if (resolved.isSuccess()) {
                InetAddress address = next(resolved.getNow());
                connectTo(address, handler, attempt, () -> peer = address);
            } else {
                attempt.tryFailure(resolved.cause());
            }
        });
        return attempt;
    }

    @Override
    public void answered() {
        preferred = peer;
    }

    /**
     * Returns a connector to the address of the last connection of this one, regardless of the current name resolution.
     */
    ServerConnector toPeer() {
        return new ServerConnector() {
            @Override
            public Promise<Channel> connect(ChannelHandler handler, Progress progress) {
                InetAddress address = peer;
                if (address == null) {
                    return TcpConnector.this.connect(handler, progress);
                }
                Promise<Channel> attempt = newAttempt();
                connectTo(address, handler, attempt, () -> {});
                return attempt;
            }

            @Override
            public void answered() {
                // The main connection decides which address comes first.
            }
        };
    }

    private Promise<Channel> newAttempt() {
        Promise<Channel> attempt = eventLoop.newPromise();
        Future<?> deadline = eventLoop.schedule(
                () -> attempt.tryFailure(new ConnectException("no connection within " + timeout.toMillis() + " ms")),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        attempt.addListener(done -> deadline.cancel(false));
        return attempt;
    }

    private InetAddress next(List<InetAddress> addresses) {
        InetAddress first = preferred;
        preferred = null;
        if (first != null && addresses.contains(first)) {
            return first;
        }
        return addresses.get(Math.floorMod(attempts++, addresses.size()));
    }

    /**
     * @param onConnected runs before the attempt completes, because its listeners may ask for the next connection at
     *     once
     */
    private void connectTo(
            InetAddress address, ChannelHandler handler, Promise<Channel> attempt, Runnable onConnected) {
        if (attempt.isDone()) {
            return;
        }
        ChannelFuture connecting = new Bootstrap()
                .group(eventLoop)
                .channelFactory(platform.sockets())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(
                                SMALLEST_READ_BUFFER_OCTETS, FIRST_READ_BUFFER_OCTETS, READ_BUFFER_OCTETS))
                // Reading starts only when the handler asks for it.
                .option(ChannelOption.AUTO_READ, false)
                .handler(handler)
                .connect(new InetSocketAddress(address, server.port()));
        attempt.addListener(done -> {
            // A socket that could not be made has no event loop that could close it.
            if (!done.isSuccess() && connecting.channel().isRegistered()) {
                Connection.close(connecting.channel());
            }
        });
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                attempt.tryFailure(connected.cause());
            } else if (attempt.isDone()) {
                Connection.close(connecting.channel());
            } else {
                onConnected.run();
                attempt.setSuccess(connecting.channel());
            }
        });
    }
}
