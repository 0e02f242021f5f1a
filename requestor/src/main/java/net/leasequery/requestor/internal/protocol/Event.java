package net.leasequery.requestor.internal.protocol;

/** An event on one of the two connections to a server. */
public sealed interface Event permits ConversationEvent, BulkEvent {

    /** When the event happened, local clock. */
    LocalMoment at();
}
