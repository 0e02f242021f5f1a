package net.leasequery.requestor.internal.protocol;

/** Something that happened on one of the two connections to a server. */
public sealed interface Event permits ConversationEvent, BulkEvent {

    /** When it happened, by our clock. */
    LocalMoment at();
}
