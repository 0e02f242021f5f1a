package net.leasequery.requestor.internal.protocol;

import java.time.Duration;
import net.leasequery.requestor.Delivery;

/** Something that the I/O layer has to do, in the order given. */
public sealed interface PollEffect {

    /**
     * Resolve the server's name and connect, in place of a connection that has ended; answered by
     * ConnectionOpened or Failed.
     */
    record Connect() implements PollEffect {}

    /** Send a query, and time the server's silences from now on. */
    record SendQuery(BulkRequest request) implements PollEffect {}

    /** Hand over to whoever polls the requestor. */
    record Deliver(Delivery delivery) implements PollEffect {}

    /** Close the connection, or the attempt; nothing more of it may become an event. */
    record CloseConnection() implements PollEffect {}

    /** Wait for the next poll; answered by WaitElapsed. */
    record AwaitNextPoll(Duration delay) implements PollEffect {}

    /**
     * Wait with back-off and jitter; answered by WaitElapsed.
     *
     * @param failures in a row, at least 1
     */
    record AwaitBackOff(int failures) implements PollEffect {}
}
