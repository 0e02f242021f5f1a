package net.leasequery.requestor;

import java.time.Duration;
import java.util.List;
import net.leasequery.requestor.internal.netty.NettyRequestor;
import net.leasequery.requestor.internal.netty.Platform;

/**
 * Follows the bindings of one DHCP server until closed: it connects, queries, catches up or polls, reconnects with
 * back-off without limit, and hands over deliveries through a bounded queue. When the queue is full the socket is no
 * longer read, and TCP slows the server down.
 *
 * <p>One thread may call {@link #poll} at a time; {@link #start}, {@link #status} and {@link #close} may be called from
 * any thread.
 */
public interface LeasequeryRequestor extends AutoCloseable {

    /**
     * Creates a requestor that does nothing until it is started.
     *
     * @param resumeState of the last delivery that was stored; {@link ResumeState#NONE} if none ever was
     * @throws IllegalArgumentException if an option code of the settings does not exist in the family
     */
    static LeasequeryRequestor create(RequestorSettings settings, ResumeState resumeState) {
        return NettyRequestor.create(settings, resumeState, Platform.system());
    }

    /** Begins to connect and returns at once, whether or not the server is there. Call once. */
    void start();

    /**
     * Takes the queued deliveries in order. Returns as soon as there is at least one.
     *
     * @param timeout longest wait for the first delivery
     * @return at most the configured batch size; empty if the timeout passed or the requestor was closed
     * @throws IllegalStateException if the requestor failed because of a bug of its own; no deliveries follow
     * @throws InterruptedException if the calling thread was interrupted while it waited
     */
    List<Delivery> poll(Duration timeout) throws InterruptedException;

    /**
     * Asks the server on the bulk connection, in parallel to the stream, whether it still has certain bindings. May be
     * called from any thread. The answer arrives among the deliveries: the bindings that the server has, with the
     * question's id, then one {@link Notice.QuestionAnswered} or {@link Notice.QuestionFailed}. A question never waits:
     * it fails at once if another one is being asked or a gap has to be filled, and it fails if a gap arises meanwhile.
     * Its answer does not move the resume state.
     *
     * @throws UnsupportedOperationException with {@link QueryMode#BULK}: each poll asks for everything
     */
    void ask(Question question);

    /** Returns what the requestor is doing now. */
    RequestorStatus status();

    /**
     * Closes the connections, wakes {@link #poll}, and ends every thread of this requestor within a second. Deliveries
     * that were not polled are dropped; a restart from the resume state of the last polled delivery brings them again.
     * Further calls do nothing.
     */
    @Override
    void close();
}
