package net.leasequery.requestor;

/** How a binding came to us. */
public enum Origin {
    /** First bulk load. */
    SNAPSHOT,
    /** Active Leasequery before CatchUpComplete: missed changes and live ones, which cannot be distinguished. */
    CATCH_UP,
    /** Active Leasequery after catch-up. */
    LIVE,
    /** Bulk Leasequery for a window that the Active server no longer remembers. */
    GAP_FILL,
    /** Periodic Bulk Leasequery at a server without Active Leasequery. */
    POLL
}
