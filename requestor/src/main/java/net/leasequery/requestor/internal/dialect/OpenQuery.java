package net.leasequery.requestor.internal.dialect;

import net.leasequery.requestor.internal.protocol.Event;

/**
 * A query on its way.
 *
 * @param request the query as a message for {@link Dialect#codec()}
 * @param answer reads what comes back
 * @param <E> what its answer consists of
 */
public record OpenQuery<E extends Event>(Object request, Answer<E> answer) {}
