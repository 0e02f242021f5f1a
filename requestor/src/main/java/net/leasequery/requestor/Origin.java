package net.leasequery.requestor;

/** How a binding was received. */
public enum Origin {
    /** First bulk load. */
    SNAPSHOT,
    /** Active Leasequery before CatchUpComplete: missed changes and live ones, which cannot be distinguished. */
    CATCH_UP,
    /** Active Leasequery after catch-up. */
    LIVE,
    /** Bulk Leasequery for a window that the server can no longer deliver by Active Leasequery. */
    GAP_FILL,
    /** Periodic Bulk Leasequery, for a server without Active Leasequery. */
    POLL
}
