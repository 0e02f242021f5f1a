package net.leasequery.systemtests.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * The requestor's end of a simulated TCP connection. As with a socket, neither data nor the end is noticed without a
 * read.
 */
final class SimulatedChannel extends AbstractChannel {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final SimulatedNetwork network;
    private final ChannelConfig config = new AnyOptions();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable SimulatedConnection connection;
    private @Nullable ChannelPromise connecting;
    private @Nullable InetSocketAddress remote;
    private boolean open = true;
    private boolean endReceived;

    SimulatedChannel(SimulatedNetwork network) {
        super(null);
        this.network = network;
    }

    /** The connection is established. */
    void connected(SimulatedConnection made) {
        ChannelPromise promise = connecting;
        if (!open || promise == null) {
            made.closedByClient();
            return;
        }
        connecting = null;
        connection = made;
        promise.trySuccess();
        pipeline().fireChannelActive();
    }

    /** The connection was refused. */
    void refused() {
        ChannelPromise promise = connecting;
        if (promise != null) {
            connecting = null;
            promise.tryFailure(new ConnectException("Connection refused"));
            unsafe().close(voidPromise());
        }
    }

    /** Octets arrived; they wait until the channel reads. */
    void arrive(byte[] octets) {
        received.writeBytes(octets);
        eventLoop().execute(this::deliver);
    }

    /** The peer has closed the connection. */
    void arriveEnd() {
        endReceived = true;
        eventLoop().execute(this::deliver);
    }

    private void deliver() {
        SimulatedConnection wire = connection;
        if (!open || wire == null || !config.isAutoRead()) {
            return;
        }
        int count = received.size();
        if (count > 0) {
            ByteBuf octets = Unpooled.wrappedBuffer(received.toByteArray());
            received.reset();
            wire.taken(count);
            pipeline().fireChannelRead(octets);
            pipeline().fireChannelReadComplete();
        }
        if (endReceived && open && config.isAutoRead() && received.size() == 0) {
            unsafe().close(voidPromise());
        }
    }

    @Override
    protected void doBeginRead() {
        eventLoop().execute(this::deliver);
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) {
        for (Object message = waiting.current(); message != null; message = waiting.current()) {
            byte[] octets = ByteBufUtil.getBytes((ByteBuf) message);
            if (connection != null) {
                connection.sendToServer(octets);
            }
            waiting.remove();
        }
    }

    @Override
    protected void doClose() {
        open = false;
        ChannelPromise promise = connecting;
        connecting = null;
        if (promise != null) {
            promise.tryFailure(new ClosedChannelException());
        }
        if (connection != null) {
            connection.closedByClient();
        }
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new Unsafe();
    }

    private final class Unsafe extends AbstractUnsafe {

        @Override
        public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
            connecting = promise;
            remote = (InetSocketAddress) to;
            network.connect(SimulatedChannel.this, (InetSocketAddress) to);
        }
    }

    /** Accepts every socket option and ignores it. */
    private final class AnyOptions extends DefaultChannelConfig {

        AnyOptions() {
            super(SimulatedChannel.this);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            super.setOption(option, value);
            return true;
        }
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SimulatedEventLoop;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return null;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("a client binds to nothing");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && connection != null;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
