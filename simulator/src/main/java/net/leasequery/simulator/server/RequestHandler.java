package net.leasequery.simulator.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.MalformedFrame;
import net.leasequery.simulator.wire.Dialect;
import net.leasequery.simulator.wire.Request;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of one connection: starts a query, or refuses it as the RFCs specify. Reads no further request
 * while the connection is blocked or has its maximum number of queries (RFC 6926 section 8.4).
 */
final class RequestHandler extends SimpleChannelInboundHandler<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    /** How long a peer may take to read why its connection is closed. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final String INTRUSION = "an Active query needs a connection of its own";

    private final Channel channel;
    private final ServerSettings settings;
    private final Dialect dialect;
    private final QueryFactory factory;
    private final Conditions conditions;
    private final Runnable onActiveQuery;
    private final ReplyStream stream;
    private @Nullable ScheduledFuture<?> withoutQuery;

    /**
     * Creates the handler of one connection.
     *
     * @param onActiveQuery called when an Active query has begun to run
     */
    RequestHandler(
            Channel channel,
            ServerSettings settings,
            Dialect dialect,
            QueryFactory factory,
            Conditions conditions,
            Runnable onActiveQuery) {
        super(Object.class);
        this.channel = channel;
        this.settings = settings;
        this.dialect = dialect;
        this.factory = factory;
        this.conditions = conditions;
        this.onActiveQuery = onActiveQuery;
        this.stream = new ReplyStream(channel, settings.timeouts().send(), conditions, this::queryEnded);
    }

    /** The pending messages of this connection. */
    ReplyStream stream() {
        return stream;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        awaitQuery();
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancelAwait();
        ctx.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        Request request = dialect.request(message);
        if (message instanceof MalformedFrame frame) {
            hangUp("malformed request: " + frame.reason() + " at octet " + frame.offset());
        } else if (request == null) {
            hangUp(dialect.objection(message));
        } else {
            factory.log(request, channel.remoteAddress());
            answer(request);
        }
        readOnlyWhatCanBeAnswered();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            stream.keepAlive();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        stream.writabilityChanged();
        readOnlyWhatCanBeAnswered();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("{} is gone", channel.remoteAddress(), cause);
        } else {
            LOG.error("closing {} because of a fault of the simulator", channel.remoteAddress(), cause);
        }
        closeNow();
    }

    /** The last message of a query was written. */
    private void queryEnded() {
        if (stream.queries().isEmpty()) {
            awaitQuery();
        }
        readOnlyWhatCanBeAnswered();
    }

    private void answer(Request request) {
        switch (request.kind()) {
            case ACTIVE -> active(request);
            case BULK, ANY -> bulk(request);
        }
    }

    private void active(Request request) {
        if (!settings.activeEnabled() || !dialect.knowsActiveQueries()) {
            refuseForGood(request, dialect.notSupported(), "Active Leasequery is not enabled");
            return;
        }
        Verdict violation = refusalOr(request);
        if (violation != null) {
            refuseForGood(request, violation, violation.text());
        } else if (!stream.queries().isEmpty()) {
            refuseForGood(request, dialect.notAllowed(INTRUSION), INTRUSION);
        } else {
            start(factory.active(request));
            onActiveQuery.run();
        }
    }

    private void bulk(Request request) {
        Verdict violation = refusalOr(request);
        if (stream.activeQuery() != null) {
            refuseForGood(request, dialect.notAllowed(INTRUSION), INTRUSION);
        } else if (violation != null) {
            stream.send(request.replies().refused(violation));
        } else if (stream.queries().stream().anyMatch(other -> other.xid() == request.xid())) {
            stream.send(request.replies().refused(dialect.malformed("the xid is in use")));
        } else {
            start(factory.bulk(request));
        }
    }

    /** The refusal that a fault demands, else the violation of the query, else null. */
    private @Nullable Verdict refusalOr(Request request) {
        Verdict refusal = conditions.refusal(request.kind());
        return refusal != null ? refusal : request.violation();
    }

    /** Closes the connection, after the verdict if there is one. */
    private void refuseForGood(Request request, @Nullable Verdict verdict, String reason) {
        if (verdict != null) {
            stream.send(request.replies().refused(verdict));
        }
        hangUp(reason);
    }

    private void start(Query query) {
        cancelAwait();
        stream.start(query);
    }

    private void awaitQuery() {
        if (withoutQuery == null) {
            withoutQuery = channel.eventLoop()
                    .schedule(this::closeNow, settings.timeouts().data().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeNow() {
        ChannelFuture unused = channel.close();
    }

    private void cancelAwait() {
        if (withoutQuery != null) {
            withoutQuery.cancel(false);
            withoutQuery = null;
        }
    }

    private void hangUp(String reason) {
        LOG.info("closing {}: {}", channel.remoteAddress(), reason);
        stream.terminate(dialect.terminated(reason), LAST_WORDS);
    }

    private void readOnlyWhatCanBeAnswered() {
        // Reading goes on during an Active query: other queries are refused, and without reads the close by the peer
        // would go unnoticed.
        boolean room = stream.activeQuery() != null
                || stream.queries().size() < settings.limits().queries();
        channel.config().setAutoRead(room && channel.isWritable());
    }
}
