package net.leasequery.requestor.internal.netty;

import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorStatus.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Makes a state machine work: gives it the events of its connections and performs its effects, all on
 * the event loop. The state may be read by anyone.
 */
interface Driver {

    /** Begins. On the event loop. */
    void start();

    /**
     * Asks the server beside the stream. On the event loop.
     *
     * @throws UnsupportedOperationException if there is no stream
     */
    void ask(Question question);

    /** Ends every connection, attempt and wait. On the event loop. */
    void stop();

    /** There is room again in the queue that was full. On the event loop. */
    void roomInQueue();

    /** What an operator is shown. */
    Phase phase();

    /** Server clock minus local clock, smoothed; null before the first base-time. */
    @Nullable
    Long clockSkewMillis();
}
