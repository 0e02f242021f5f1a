package net.leasequery.simulator.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.codec.framing.LeasequeryFrameEncoder;
import net.leasequery.simulator.wire.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The pending messages of one connection. Replies are built only when the socket accepts them, one from each running
 * query in turn, so that only Netty's bounded outbound buffer holds encoded packets. All calls come from the server's
 * event loop.
 */
final class ReplyStream {

    /** Messages written before other connections have their turn. */
    private static final int MESSAGES_PER_TURN = 256;

    private final Channel channel;
    private final Duration sendTimeout;
    private final Conditions conditions;
    private final Runnable onQueryEnd;
    private final List<Query> queries = new ArrayList<>();

    private int turn;
    private boolean pumping;
    private boolean pumpIsScheduled;
    private boolean pausing;
    private boolean stalled;
    private boolean closing;
    private @Nullable ScheduledFuture<?> blockedTooLong;

    /**
     * Creates a stream without queries.
     *
     * @param sendTimeout how long the socket may stay unwritable (ACTIVE_LQ_SEND_TIMEOUT)
     * @param conditions current effects of faults on the server
     * @param onQueryEnd called when the last message of a query was written
     */
    ReplyStream(Channel channel, Duration sendTimeout, Conditions conditions, Runnable onQueryEnd) {
        this.channel = channel;
        this.sendTimeout = sendTimeout;
        this.conditions = conditions;
        this.onQueryEnd = onQueryEnd;
    }

    /** Begins to answer a query. */
    void start(Query query) {
        queries.add(query);
        pump();
    }

    /** Sends a message that belongs to no running query, such as a refusal. */
    void send(Object message) {
        ChannelFuture unused = channel.writeAndFlush(message, channel.voidPromise());
    }

    /** Queries being answered. */
    List<Query> queries() {
        return queries;
    }

    /** The running Active query, or null. */
    @Nullable
    ActiveQuery activeQuery() {
        return queries.size() == 1 && queries.get(0) instanceof ActiveQuery active ? active : null;
    }

    /** Records a changed lease; an Active query sends it after all changes at hand have been made. */
    void changed(int slot) {
        ActiveQuery active = activeQuery();
        if (active != null) {
            active.changed(slot);
            pumpSoon();
        }
    }

    /** The socket became writable or stopped being writable. */
    void writabilityChanged() {
        if (channel.isWritable()) {
            if (blockedTooLong != null) {
                blockedTooLong.cancel(false);
                blockedTooLong = null;
            }
            pump();
        } else if (blockedTooLong == null) {
            blockedTooLong =
                    channel.eventLoop().schedule(this::closeNow, sendTimeout.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Sends a keep-alive to an idle Active query; a blocked or busy one does not need it. */
    void keepAlive() {
        ActiveQuery active = activeQuery();
        if (active != null && active.isIdle() && maySend()) {
            send(active.keepAlive());
        }
    }

    /** Whether everything that could be sent has been handed to the operating system. */
    boolean isDrained() {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        boolean nothingBuffered = outbound == null || outbound.totalPendingWriteBytes() == 0;
        return nothingBuffered && queries.stream().noneMatch(Query::hasWork);
    }

    /**
     * Sends what is pending, ends every running query with the verdict, then closes the connection (RFC 7724 section
     * 8.4, RFC 6926 section 8.5).
     *
     * @param patience how long the peer may take to read the verdict
     */
    void terminate(Verdict verdict, Duration patience) {
        pump();
        terminateNow(verdict, patience);
    }

    /** Ends every running query with a status, without sending what is pending, then closes the connection. */
    void terminateNow(Verdict verdict, Duration patience) {
        if (closing) {
            return;
        }
        closing = true;
        for (Query query : queries) {
            ChannelFuture unused = channel.write(query.terminated(verdict), channel.voidPromise());
        }
        closeWhenFlushed(patience);
    }

    /** Closes the connection once earlier messages are with the operating system. */
    void closeWhenFlushed(Duration patience) {
        closing = true;
        // Bypasses the frame encoder, which would treat the buffer as a message, but goes through TLS, if there is
        // any.
        channel.pipeline()
                .context(LeasequeryFrameEncoder.class)
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(ChannelFutureListener.CLOSE);
        ScheduledFuture<?> force =
                channel.eventLoop().schedule(this::closeNow, patience.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> force.cancel(false));
    }

    /** Stops sending although the socket is writable, or continues. */
    void stall(boolean stall) {
        stalled = stall;
        if (!stall) {
            pump();
        }
    }

    /** Writes as much as the socket accepts. */
    void pump() {
        if (pumping || !maySend()) {
            return;
        }
        pumping = true;
        int running = queries.size();
        try {
            writeWhatTheSocketTakes();
            channel.flush();
        } catch (RuntimeException e) {
            channel.pipeline().fireExceptionCaught(e);
        } finally {
            pumping = false;
        }
        if (queries.size() < running) {
            onQueryEnd.run();
        }
        if (maySend() && queries.stream().anyMatch(Query::hasWork)) {
            // Other connections have their turn first. Also needed if the flush has made room, because that was
            // signaled while pumping.
            pumpSoon();
        }
    }

    private void writeWhatTheSocketTakes() {
        Query query = nextWithWork();
        for (int budget = MESSAGES_PER_TURN; query != null && budget > 0 && maySend(); budget--) {
            Object message = query.next();
            if (query.isComplete()) {
                queries.remove(query);
            }
            if (message != null) {
                ChannelFuture unused = channel.write(message, channel.voidPromise());
                pauseIfAsked();
            }
            query = nextWithWork();
        }
    }

    private boolean maySend() {
        boolean blocked = conditions.activeBlocked() && activeQuery() != null;
        return channel.isWritable() && !closing && !stalled && !pausing && !blocked;
    }

    private void pauseIfAsked() {
        long millis = conditions.pauseAfterWrite().toMillis();
        if (millis > 0) {
            pausing = true;
            ScheduledFuture<?> unused = channel.eventLoop().schedule(this::endPause, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void endPause() {
        pausing = false;
        pump();
    }

    private void pumpSoon() {
        if (!pumpIsScheduled) {
            pumpIsScheduled = true;
            channel.eventLoop().execute(() -> {
                pumpIsScheduled = false;
                pump();
            });
        }
    }

    private @Nullable Query nextWithWork() {
        for (int i = 0; i < queries.size(); i++) {
            turn = (turn + 1) % queries.size();
            Query query = queries.get(turn);
            if (query.hasWork()) {
                return query;
            }
        }
        return null;
    }

    private void closeNow() {
        ChannelFuture unused = channel.close();
    }
}
