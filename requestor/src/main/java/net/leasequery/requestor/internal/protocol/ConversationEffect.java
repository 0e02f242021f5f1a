package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Delivery;

/** Something that the I/O layer has to do, in the order given. */
public sealed interface ConversationEffect {

    /** Resolve the server's name and connect; answered by ConnectionOpened or ConnectFailed. */
    record Connect() implements ConversationEffect {}

    /** Send the query, and time its writing and the server's silences from now on. */
    record SendQuery(ActiveQuery query) implements ConversationEffect {}

    /** Hand over to whoever polls. */
    record Deliver(Delivery delivery) implements ConversationEffect {}

    /** Close the connection, or the attempt to make one; nothing more of it may become an event. */
    record CloseConnection() implements ConversationEffect {}

    /**
     * Wait with back-off and jitter; answered by BackOffElapsed.
     *
     * @param fruitless attempts in a row that brought no progress, at least 1
     */
    record AwaitBackOff(int fruitless) implements ConversationEffect {}
}
