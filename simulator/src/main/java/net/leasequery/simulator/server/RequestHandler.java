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
import net.leasequery.codec.v4.DhcpActiveLeaseQuery;
import net.leasequery.codec.v4.DhcpBulkLeaseQuery;
import net.leasequery.codec.v4.Dhcpv4Message;
import net.leasequery.codec.v4.Status;
import net.leasequery.codec.v4.StatusCode;
import net.leasequery.simulator.fault.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of one connection: starts a query, or refuses it in the words that the RFCs have
 * for it. Reads no further request while the connection is blocked or busy with as many queries as it
 * may have (RFC 6926 section 8.4).
 */
final class RequestHandler extends SimpleChannelInboundHandler<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    /** How long a peer may take to read why its connection is closed. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Channel channel;
    private final ServerSettings settings;
    private final QueryFactory factory;
    private final Conditions conditions;
    private final ReplyStream stream;
    private @Nullable ScheduledFuture<?> withoutQuery;

    RequestHandler(Channel channel, ServerSettings settings, QueryFactory factory, Conditions conditions) {
        super(Object.class);
        this.channel = channel;
        this.settings = settings;
        this.factory = factory;
        this.conditions = conditions;
        this.stream = new ReplyStream(channel, settings.sendTimeout(), conditions, this::queryEnded);
    }

    /** What this connection is still to be sent. */
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
        if (message instanceof DhcpActiveLeaseQuery query) {
            active(query);
        } else if (message instanceof DhcpBulkLeaseQuery query) {
            bulk(query);
        } else if (message instanceof Dhcpv4Message other) {
            hangUp(other.messageType() + " has no place on a TCP connection");
        } else if (message instanceof MalformedFrame frame) {
            hangUp("malformed request: " + frame.reason() + " at octet " + frame.offset());
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

    private void active(DhcpActiveLeaseQuery query) {
        factory.log(query, channel.remoteAddress());
        QueryReplies replies = factory.replies(query);
        Status violation = refusalOr(Target.ACTIVE, QueryRules.violation(query));
        if (!factory.answersActiveQueries()) {
            hangUp("Active Leasequery is not enabled");
        } else if (violation != null) {
            stream.send(replies.status(violation));
            hangUp(violation.text());
        } else if (!stream.queries().isEmpty()) {
            stream.send(replies.status(intrusion()));
            hangUp("an Active query needs a connection of its own");
        } else {
            start(factory.active(query, replies));
        }
    }

    private void bulk(DhcpBulkLeaseQuery query) {
        factory.log(query, channel.remoteAddress());
        QueryReplies replies = factory.replies(query);
        Status violation = refusalOr(Target.BULK, factory.violation(query));
        if (stream.activeQuery() != null) {
            stream.send(replies.done(intrusion()));
            hangUp("an Active query needs a connection of its own");
        } else if (violation != null) {
            stream.send(replies.done(violation));
        } else if (stream.queries().stream().anyMatch(other -> other.xid() == query.transactionId())) {
            stream.send(replies.done(Status.of(StatusCode.MALFORMED_QUERY, "the xid is in use")));
        } else {
            start(factory.bulk(query, replies));
        }
    }

    /** What a fault demands, else what is wrong with the query, else null. */
    private @Nullable Status refusalOr(Target kind, @Nullable Status violation) {
        Status refusal = conditions.refusal(kind);
        return refusal != null ? refusal : violation;
    }

    private void start(Query query) {
        cancelAwait();
        stream.start(query);
    }

    private void awaitQuery() {
        if (withoutQuery == null) {
            withoutQuery = channel.eventLoop()
                    .schedule(this::closeNow, settings.dataTimeout().toMillis(), TimeUnit.MILLISECONDS);
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
        stream.terminate(reason, LAST_WORDS);
    }

    private void readOnlyWhatCanBeAnswered() {
        // An Active query takes no room: what comes beside it is refused, and only who reads sees the peer close.
        boolean room = stream.activeQuery() != null || stream.queries().size() < settings.maxQueries();
        channel.config().setAutoRead(room && channel.isWritable());
    }

    private static Status intrusion() {
        return Status.of(StatusCode.NOT_ALLOWED, "an Active query needs a connection of its own");
    }
}
