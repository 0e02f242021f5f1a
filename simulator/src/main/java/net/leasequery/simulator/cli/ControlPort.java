package net.leasequery.simulator.cli;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands as lines of text on a loopback port and answers each with one line. Commands are executed one after
 * the other on a separate thread, so a command may block.
 */
final class ControlPort implements AutoCloseable {

    private static final int LONGEST_LINE = 4096;

    private final @Nullable EventLoopGroup group;
    private final int port;

    private ControlPort(@Nullable EventLoopGroup group, int port) {
        this.group = group;
        this.port = port;
    }

    /** No control port. */
    static ControlPort none() {
        return new ControlPort(null, -1);
    }

    /**
     * Opens a port.
     *
     * @param port 0 for any free one
     * @param commands from a line to the line that answers it
     * @throws UncheckedIOException if the port cannot be opened
     */
    static ControlPort open(int port, UnaryOperator<String> commands) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("control port " + port + " is not between 0 and 65535");
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("simulator-control", true), NioIoHandler.newFactory());
        ChannelFuture opening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new LineBasedFrameDecoder(LONGEST_LINE))
                                .addLast(new StringDecoder(StandardCharsets.UTF_8))
                                .addLast(new StringEncoder(StandardCharsets.UTF_8))
                                .addLast(new Lines(commands));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!opening.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
            throw new UncheckedIOException(
                    "cannot listen on the control port " + port,
                    opening.cause() instanceof IOException cause ? cause : new IOException(opening.cause()));
        }
        return new ControlPort(group, ((InetSocketAddress) opening.channel().localAddress()).getPort());
    }

    /** The listening port. */
    int port() {
        return port;
    }

    @Override
    public void close() {
        if (group != null) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    /** Answers the lines of one connection. */
    private static final class Lines extends SimpleChannelInboundHandler<String> {

        private final UnaryOperator<String> commands;

        Lines(UnaryOperator<String> commands) {
            super(String.class);
            this.commands = commands;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            ChannelFuture unused = ctx.writeAndFlush(commands.apply(line.strip()) + "\n");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelFuture unused = ctx.writeAndFlush("error " + cause + "\n");
        }
    }
}
