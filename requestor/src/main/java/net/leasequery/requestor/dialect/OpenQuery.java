package net.leasequery.requestor.dialect;

import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.conversation.ConversationEvent;

/** A query on its way, which remembers what the server says only once. Used by one thread. */
public interface OpenQuery {

    /** The query as a message for {@link Dialect#codec()}. */
    Object request();

    /**
     * What a message from {@link Dialect#codec()} means to the conversation. Never throws for what a
     * server sends.
     */
    ConversationEvent read(Object message, LocalMoment receivedAt);
}
