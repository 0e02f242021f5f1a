package net.leasequery.requestor;

/** How a requestor learns of changes. */
public enum QueryMode {
    /** Active Leasequery: the server sends each change; Bulk Leasequery loads missing ones. */
    ACTIVE,
    /** Periodic Bulk Leasequery, for servers that support nothing else. */
    BULK
}
