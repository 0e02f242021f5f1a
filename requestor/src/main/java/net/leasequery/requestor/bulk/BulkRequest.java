package net.leasequery.requestor.bulk;

import net.leasequery.requestor.resume.Gap;
import net.leasequery.requestor.settings.BulkQuery;

/**
 * One Bulk Leasequery, as sent.
 *
 * @param xid transaction-id, unique on its connection (RFC 6926 section 7.1)
 * @param query primary query
 * @param window changes asked for, both ends included
 */
public record BulkRequest(int xid, BulkQuery query, Gap window) {}
