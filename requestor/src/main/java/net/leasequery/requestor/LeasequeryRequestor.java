package net.leasequery.requestor;

import java.time.Duration;
import java.util.List;
import net.leasequery.requestor.delivery.Delivery;

/**
 * Follows the bindings of one DHCP server and never gives up: it connects, queries, catches up,
 * reconnects with back-off, and hands over what it learns through a bounded queue. When the queue
 * is full the socket is no longer read, and TCP slows the server down.
 *
 * <p>One thread may call {@link #poll} at a time; {@link #start}, {@link #status} and {@link #close}
 * may be called from any thread.
 */
public interface LeasequeryRequestor extends AutoCloseable {

    /** Begins to connect and returns at once, whether or not the server is there. Call once. */
    void start();

    /**
     * Takes the deliveries that wait, in order. Returns as soon as there is one.
     *
     * @param timeout longest wait for the first delivery
     * @return at most the configured batch size; empty if the timeout passed or the requestor was
     *     closed
     * @throws InterruptedException if the calling thread was interrupted while it waited
     */
    List<Delivery> poll(Duration timeout) throws InterruptedException;

    /** What the requestor is doing now. */
    RequestorStatus status();

    /**
     * Closes the connections, wakes {@link #poll}, and ends every thread of this requestor within a
     * second. What was not polled is dropped: the resume state of the last delivery polled covers
     * it. Does nothing when called again.
     */
    @Override
    void close();
}
