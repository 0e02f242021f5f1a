package net.leasequery.connect;

import java.time.Duration;
import net.leasequery.connect.config.LeasequeryConnectorConfig;
import net.leasequery.connect.record.Acknowledgements;

/**
 * Limits the records that a task has handed to Kafka Connect and that Kafka has not acknowledged. The worker keeps each
 * of them as an object, which takes several times the octets that {@code buffer.memory} of its producer counts.
 */
final class InFlightLimit {

    /** With less, small batches would wait for each other's acknowledgements. */
    private static final int LEAST = 4_096;

    private final Acknowledgements acknowledgements;
    private final long most;

    private InFlightLimit(Acknowledgements acknowledgements, long most) {
        this.acknowledgements = acknowledgements;
        this.most = most;
    }

    /** The limit of one task: two batches, or 4,096 records if that is more. */
    static InFlightLimit of(LeasequeryConnectorConfig config, Acknowledgements acknowledgements) {
        // Kafka Connect then reports outcomes once per interval, so the limit would become one of records per interval.
        boolean acknowledgedByInterval = config.hasTransactionsByInterval();
        return new InFlightLimit(
                acknowledgements,
                acknowledgedByInterval ? Long.MAX_VALUE : Math.max(LEAST, 2L * config.maxBatchSize()));
    }

    /**
     * Waits until another batch may be handed over.
     *
     * @param longest how long to wait
     * @return whether it may; always if Kafka Connect has never reported what became of a record
     * @throws InterruptedException if the thread is interrupted
     */
    boolean awaitRoom(Duration longest) throws InterruptedException {
        return !acknowledgements.hasAny() || acknowledgements.awaitAtMost(most, longest);
    }
}
