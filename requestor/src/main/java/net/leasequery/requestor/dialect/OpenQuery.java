package net.leasequery.requestor.dialect;

import net.leasequery.requestor.clock.LocalMoment;

/**
 * A query on its way, which remembers what the server says only once. Used by one thread.
 *
 * @param <E> what its answer consists of
 */
public interface OpenQuery<E> {

    /** The query as a message for {@link Dialect#codec()}. */
    Object request();

    /**
     * What a message from {@link Dialect#codec()} means. Never throws for what a server sends.
     */
    E read(Object message, LocalMoment receivedAt);
}
