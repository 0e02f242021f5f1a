package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * One Active Leasequery, as sent.
 *
 * @param xid transaction-id, unique on its connection (RFC 7724 section 7.1)
 * @param startTime query-start-time, server clock; null if no past data is wanted (RFC 7724 section 7.3)
 * @param sentAt a moment no later than the writing of the query
 */
public record ActiveQuery(int xid, @Nullable ServerTime startTime, LocalMoment sentAt) {}
