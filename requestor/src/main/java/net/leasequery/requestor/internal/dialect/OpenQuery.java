package net.leasequery.requestor.internal.dialect;

import net.leasequery.requestor.internal.protocol.Event;

/**
 * A query and the reader of its answer.
 *
 * @param request the query as a message for {@link Dialect#codec()}
 * @param answer reads the answer
 * @param <E> type of the events in the answer
 */
public record OpenQuery<E extends Event>(Object request, Answer<E> answer) {}
