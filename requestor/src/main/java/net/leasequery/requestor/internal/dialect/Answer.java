package net.leasequery.requestor.internal.dialect;

import net.leasequery.requestor.internal.protocol.Event;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.jspecify.annotations.Nullable;

/**
 * The reader of the answer to one query, which remembers what the server says only once. Used by one thread.
 *
 * @param <E> what the answer consists of
 */
public interface Answer<E extends Event> {

    /**
     * What a well-formed message from {@link Dialect#codec()} means. Never throws for what a server sends.
     *
     * @param receivedAt by our clock
     */
    E read(Object message, LocalMoment receivedAt);

    /** Who answers, as told so far: server identifier or DUID, as in {@code Binding.serverId}; null if not told. */
    @Nullable
    String serverId();
}
