package net.leasequery.simulator.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.framing.LeasequeryFrameDecoder;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;
import net.leasequery.simulator.tls.TlsGate;
import net.leasequery.simulator.wire.Dialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of a server: sets up a new one, rejects it if there are too many (RFC 6926 section 8.1), and acts
 * on all of them at once. On the event loop.
 */
@Sharable
final class Connections extends ChannelInitializer<Channel> {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final ServerSettings settings;
    private final Dialect dialect;
    private final QueryFactory factory;
    private final FaultInjection injection;
    private final Map<Channel, ReplyStream> streams = new LinkedHashMap<>();
    private int mostActiveQueries;

    Connections(ServerSettings settings, Dialect dialect, QueryFactory factory, FaultInjection injection) {
        this.settings = settings;
        this.dialect = dialect;
        this.factory = factory;
        this.injection = injection;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (streams.size() >= injection.conditions().connectionLimit()) {
            LOG.info("turning {} away: {} connections are served", channel.remoteAddress(), streams.size());
            ChannelFuture unused = channel.close();
            return;
        }
        if (settings.limits().sendBuffer() > 0) {
            channel.config()
                    .setOption(ChannelOption.SO_SNDBUF, settings.limits().sendBuffer());
        }
        RequestHandler requests = new RequestHandler(
                channel, settings, dialect, factory, injection.conditions(), this::countActiveQueries);
        streams.put(channel, requests.stream());
        channel.pipeline()
                .addLast(new IdleStateHandler(0, settings.timeouts().idle().toMillis(), 0, TimeUnit.MILLISECONDS));
        if (dialect.takesOneMessagePerRead()) {
            channel.pipeline().addLast(new OneMessagePerRead());
        }
        channel.pipeline()
                .addLast(new LeasequeryFrameDecoder())
                .addLast(new LeasequeryFrameEncoder())
                .addLast(new ConnectionFaults(requests.stream(), dialect.layout(), injection));
        dialect.addCodec(channel.pipeline());
        channel.pipeline()
                .addLast(new FlowControlHandler())
                .addLast(new TlsGate(dialect, settings.secureMode(), settings.requiresTls()))
                .addLast(requests);
        channel.closeFuture().addListener(closed -> streams.remove(channel));
    }

    int count() {
        return streams.size();
    }

    /** The largest number of Active queries that have run at the same time. */
    int mostActiveQueries() {
        return mostActiveQueries;
    }

    private void countActiveQueries() {
        long running = streams.values().stream()
                .filter(stream -> stream.activeQuery() != null)
                .count();
        mostActiveQueries = Math.max(mostActiveQueries, (int) running);
    }

    /** Passes on that the lease in this slot has changed. */
    void changed(int slot) {
        streams.values().forEach(stream -> stream.changed(slot));
    }

    /** Whether everything that could be sent has been handed to the operating system. */
    boolean areDrained() {
        return streams.values().stream().allMatch(ReplyStream::isDrained);
    }

    /**
     * Ends every running query with QueryTerminated, and closes the connections.
     *
     * @return all channels that have to be closed before the server is down
     */
    ChannelGroup terminateAll(String reason, Duration patience) {
        ChannelGroup all = group();
        Map.copyOf(streams).values().forEach(stream -> stream.terminate(dialect.terminated(reason), patience));
        return all;
    }

    /** Resets every connection, as the operating system does when a process dies. */
    ChannelGroup resetAll() {
        ChannelGroup all = group();
        for (Channel channel : all) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            ChannelFuture unused = channel.close();
        }
        return all;
    }

    private ChannelGroup group() {
        ChannelGroup all = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        all.addAll(streams.keySet());
        return all;
    }
}
