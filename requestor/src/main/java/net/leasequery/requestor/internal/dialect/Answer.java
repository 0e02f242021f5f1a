package net.leasequery.requestor.internal.dialect;

import net.leasequery.codec.MalformedFrame;
import net.leasequery.requestor.internal.protocol.Event;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one query and remembers the data that the server sends only once. Used by one thread.
 *
 * @param <E> type of the events in the answer
 */
public interface Answer<E extends Event> {

    /**
     * Returns the event that a well-formed message from {@link Dialect#codec()} means. Never throws, whatever the
     * server sends.
     *
     * @param receivedAt local clock
     */
    E read(Object message, LocalMoment receivedAt);

    /** Takes note of a message that could not be decoded and that the policy for such messages may leave out. */
    default void malformed(MalformedFrame frame) {}

    /**
     * The identity of the answering server, as received so far: server identifier or DUID, as in {@code
     * Binding.serverId}; null if none.
     */
    @Nullable
    String serverId();
}
