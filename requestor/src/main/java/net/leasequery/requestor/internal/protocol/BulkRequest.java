package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.Gap;

/**
 * One Bulk Leasequery, as sent.
 *
 * @param xid transaction-id, unique on its connection (RFC 6926 section 7.1)
 * @param query primary query
 * @param window window of changes asked for, both ends included
 */
public record BulkRequest(int xid, BulkQuery query, Gap window) {}
