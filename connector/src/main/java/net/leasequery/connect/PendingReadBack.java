package net.leasequery.connect;

import java.time.Duration;
import java.util.function.LongSupplier;
import net.leasequery.connect.readback.ReadBack;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.requestor.DhcpServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read-back of the bindings topic by a stream that waits for it, or no longer does. Not thread-safe, except for
 * {@link #close}.
 */
final class PendingReadBack implements AutoCloseable {

    /** Longest time that deliveries of the server wait until they can be compared with the records in Kafka. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    /** Time that Kafka may take to acknowledge records before a warning is logged. */
    private static final Duration LONGEST_QUIET_WAIT = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PendingReadBack.class);

    private final DhcpServer server;
    private final @Nullable ReadBack readBack;
    private final Acknowledgements acknowledgements;
    private final Hold hold;
    private final Hold quietWait;
    private boolean begun;
    private boolean reading;
    private boolean held;

    /**
     * @param server whose bindings are read back
     * @param readBack null if no topic is read back
     * @param acknowledgements of the records of a stream that this one may replace
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     */
    PendingReadBack(
            DhcpServer server, @Nullable ReadBack readBack, Acknowledgements acknowledgements, LongSupplier nanoTime) {
        this.server = server;
        this.readBack = readBack;
        this.acknowledgements = acknowledgements;
        this.hold = new Hold(LONGEST_HOLD, nanoTime);
        this.quietWait = new Hold(LONGEST_QUIET_WAIT, nanoTime);
    }

    /** Whether there is a topic to read back. */
    boolean exists() {
        return readBack != null;
    }

    /**
     * Whether the read-back may begin. Records of the stream that this one replaces may still be on their way to Kafka,
     * and a read-back would miss them.
     */
    boolean mayBegin(Duration longestWait) throws InterruptedException {
        begun = begun || readBack == null || acknowledgements.awaitAll(longestWait);
        if (!begun && !quietWait.isOn(true)) {
            LOG.warn(
                    "DHCP server {}: Kafka has not acknowledged {} records for {} s. Until it does, the task does not"
                            + " read the bindings topic back, and does not follow the server. Check the brokers and"
                            + " the task's producer",
                    server,
                    acknowledgements.unacknowledged(),
                    LONGEST_QUIET_WAIT.toSeconds());
            boolean unused = quietWait.isOn(false);
        }
        return begun;
    }

    /** Continues for a while. */
    void step(Duration longest) {
        ReadBack.Progress progress = readBack == null ? ReadBack.Progress.DONE : readBack.step(longest);
        reading = progress == ReadBack.Progress.READING;
        held = hold.isOn(progress != ReadBack.Progress.DONE) && reading;
    }

    /** Whether the topic is being read; false also between two attempts. */
    boolean isReading() {
        return reading;
    }

    /** Whether the read-back is not complete yet. */
    boolean isUnfinished() {
        return readBack != null && readBack.progress() != ReadBack.Progress.DONE;
    }

    /** Whether deliveries of the server still have to wait. */
    boolean holdsDeliveries() {
        return held;
    }

    /** Whether Kafka shows bindings under keys of an earlier version, which are about to be ended. */
    boolean foundOutdatedKeys() {
        return readBack != null && readBack.foundOutdatedKeys();
    }

    /** How often the server had changed when the newest record that was read back was created. */
    long serverChanges() {
        return readBack == null || isUnfinished() ? 0 : readBack.serverChanges();
    }

    /** Closes this for good and ends a step in progress. Safe to call from any thread. */
    @Override
    public void close() {
        if (readBack != null) {
            readBack.close();
        }
    }
}
