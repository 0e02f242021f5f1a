package net.leasequery.connect;

import java.time.Duration;
import java.util.function.LongSupplier;
import net.leasequery.connect.record.Acknowledgements;
import net.leasequery.connect.sweep.ReadBack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read-back of the bindings topic that a running stream waits for, or no longer does. Not thread-safe, except for
 * {@link #close}.
 */
final class PendingReadBack implements AutoCloseable {

    /** What the server sends waits for so long at most until it can be compared with what Kafka shows. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    /** Kafka may take so long to acknowledge records before somebody has to know. */
    private static final Duration LONGEST_QUIET_WAIT = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PendingReadBack.class);

    private final @Nullable ReadBack readBack;
    private final Acknowledgements acknowledgements;
    private final Hold hold;
    private final Hold quietWait;
    private boolean begun;
    private boolean reading;
    private boolean held;

    /**
     * @param readBack null if there is nothing to read
     * @param acknowledgements of the records of a stream that this one may replace
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     */
    PendingReadBack(@Nullable ReadBack readBack, Acknowledgements acknowledgements, LongSupplier nanoTime) {
        this.readBack = readBack;
        this.acknowledgements = acknowledgements;
        this.hold = new Hold(LONGEST_HOLD, nanoTime);
        this.quietWait = new Hold(LONGEST_QUIET_WAIT, nanoTime);
    }

    /** Whether there is anything to be read at all. */
    boolean exists() {
        return readBack != null;
    }

    /** Records of a stream that this one replaces may be on their way to Kafka, and a read-back would miss them. */
    boolean mayBegin(Duration longestWait) throws InterruptedException {
        begun = begun || readBack == null || acknowledgements.awaitAll(longestWait);
        if (!begun && !quietWait.isOn(true)) {
            LOG.warn(
                    "Kafka has not acknowledged {} records for {} s. The task waits for that before it reads its topic back"
                            + " and follows its server again. Check the brokers and the worker's producer",
                    acknowledgements.unacknowledged(),
                    LONGEST_QUIET_WAIT.toSeconds());
            boolean unused = quietWait.isOn(false);
        }
        return begun;
    }

    /** Goes on for a while. */
    void step(Duration longest) {
        ReadBack.Progress progress = readBack == null ? ReadBack.Progress.DONE : readBack.step(longest);
        reading = progress == ReadBack.Progress.READING;
        held = hold.isOn(progress != ReadBack.Progress.DONE) && reading;
    }

    /** Whether the topic is being read; false also between two attempts. */
    boolean isReading() {
        return reading;
    }

    /** Whether there is something left to read. */
    boolean isUnfinished() {
        return readBack != null && readBack.progress() != ReadBack.Progress.DONE;
    }

    /** Whether what the server sends still has to wait. */
    boolean holdsDeliveries() {
        return held;
    }

    /** Whether Kafka shows bindings under keys of an earlier version, which are about to be ended. */
    boolean foundOutdatedKeys() {
        return readBack != null && readBack.foundOutdatedKeys();
    }

    /** How often the server had changed when the latest record of the topic was made, as far as it was read back. */
    long serverChanges() {
        return readBack == null || isUnfinished() ? 0 : readBack.serverChanges();
    }

    /** Ends for good, and a step that is under way with it; from any thread. */
    @Override
    public void close() {
        if (readBack != null) {
            readBack.close();
        }
    }
}
