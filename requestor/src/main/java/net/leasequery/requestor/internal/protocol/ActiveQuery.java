package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * One Active Leasequery, as sent.
 *
 * @param xid transaction-id, unique on its connection (RFC 7724 section 7.1)
 * @param startTime query-start-time, server clock; null if no past data is wanted (RFC 7724 section
 *     7.3)
 * @param sentAt not after the query was written
 */
public record ActiveQuery(int xid, @Nullable ServerTime startTime, LocalMoment sentAt) {}
