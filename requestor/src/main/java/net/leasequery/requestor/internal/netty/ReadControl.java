package net.leasequery.requestor.internal.netty;

import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a connection is read, and that its silences are minded only then. Reading begins with the first query. The first
 * message is read also while reading is held back: it shows the server's clock, and must not wait. Lives on the event
 * loop.
 */
final class ReadControl {

    private static final String SILENCE_TIMER = "silence-timer";

    private final Duration receiveTimeout;
    private @Nullable Channel channel;
    private boolean heldBack;
    private boolean heard;
    private boolean ended;

    /** @param receiveTimeout longest silence of the server while we are ready to read */
    ReadControl(Duration receiveTimeout) {
        this.receiveTimeout = receiveTimeout;
    }

    /** Reads the answer to a query that was sent. */
    void begin(Channel open) {
        if (ended) {
            return;
        }
        channel = open;
        if (!heldBack || !heard) {
            start(open);
        }
    }

    /** Leaves what the server sends in the socket. */
    void holdBack() {
        heldBack = true;
        if (heard) {
            stop();
        }
    }

    /** Reads again. */
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

    /** The connection has ended: nothing is changed any more. */
    void end() {
        ended = true;
        channel = null;
    }

    /** Minds the server's silences as well: a pause of ours is none of them. */
    private void start(Channel open) {
        if (open.pipeline().get(SILENCE_TIMER) == null) {
            // Next to our handler, so that whole messages count and not octets.
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
