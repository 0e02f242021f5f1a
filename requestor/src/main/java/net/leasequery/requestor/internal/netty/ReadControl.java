package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Controls when a connection is read, and monitors the server's silence only while it is read. Reading begins with the
 * first query. The first message is read even while reading is held back, because it shows the server's clock and must
 * not wait. Used on the event loop only.
 */
final class ReadControl {

    private static final String SILENCE_TIMER = "silence-timer";

    private final Duration receiveTimeout;
    private @Nullable Channel channel;
    private boolean heldBack;
    private boolean heard;
    private boolean ended;

    /** @param receiveTimeout longest silence of the server while the requestor is ready to read */
    ReadControl(Duration receiveTimeout) {
        this.receiveTimeout = receiveTimeout;
    }

    /** Begins to read the answer to a query that was sent. */
    void begin(Channel open) {
        if (ended) {
            return;
        }
        channel = open;
        if (!heldBack || !heard) {
            start(open);
        }
    }

    /** Stops reading after the first message. */
    void holdBack() {
        heldBack = true;
        if (heard) {
            stop();
        }
    }

    /** Resumes reading. */
    void carryOn() {
        heldBack = false;
        Channel open = channel;
        if (open != null) {
            start(open);
        }
    }

    /** A message was read. */
    void messageCame() {
        if (!heard) {
            heard = true;
            if (heldBack) {
                stop();
            }
        }
    }

    /** Whether the server has sent anything. */
    boolean hasHeard() {
        return heard;
    }

    /** Ends control because the connection has ended. */
    void end() {
        ended = true;
        channel = null;
    }

    /** Starts the silence timer as well, so that a local pause does not count as silence of the server. */
    private void start(Channel open) {
        if (open.pipeline().get(SILENCE_TIMER) == null) {
            // Next to the last handler, so that whole messages count and not octets.
            open.pipeline()
                    .addBefore(
                            open.pipeline().lastContext().name(),
                            SILENCE_TIMER,
                            new IdleStateHandler(receiveTimeout.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        }
        open.config().setAutoRead(true);
    }

    private void stop() {
        Channel open = channel;
        if (open != null) {
            open.config().setAutoRead(false);
            if (open.pipeline().get(SILENCE_TIMER) != null) {
                open.pipeline().remove(SILENCE_TIMER);
            }
        }
    }
}
