package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Delivery;

/** Something that the I/O layer has to do on the bulk connection, in the order given. */
public sealed interface BackfillEffect {

    /**
     * Resolve the server's name and connect, in place of a connection that has ended; answered by
     * ConnectionOpened or Failed.
     */
    record Connect() implements BackfillEffect {}

    /** Begin to remember what the live stream touches, so that older bulk replies can be told. */
    record OpenWindow() implements BackfillEffect {}

    /** Send a query, and time the server's silences from now on. */
    record SendQuery(BulkRequest request) implements BackfillEffect {}

    /** Hand over to whoever polls; a binding only if the window admits it. */
    record Deliver(Delivery delivery) implements BackfillEffect {}

    /** Close the connection, or the attempt, and the window; nothing more of it may become an event. */
    record CloseConnection() implements BackfillEffect {}

    /**
     * Wait with back-off and jitter; answered by WaitElapsed.
     *
     * @param failures in a row, at least 1
     */
    record AwaitBackOff(int failures) implements BackfillEffect {}
}
