package net.leasequery.requestor;

/** How a requestor learns of changes. */
public enum QueryMode {
    /** Active Leasequery: the server tells of each change; Bulk Leasequery fills what that misses. */
    ACTIVE,
    /** Bulk Leasequery again and again, for servers that speak nothing else. */
    BULK
}
