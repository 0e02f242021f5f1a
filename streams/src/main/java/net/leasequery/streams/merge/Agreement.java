package net.leasequery.streams.merge;

/** How far the members of a group say the same of an address. */
public enum Agreement {
    /** Every member says the same. */
    AGREED,
    /** Not all do, and the grace is not over. */
    REPLICATING,
    /** Not all do, and the grace is over. */
    DISAGREED,
    /** Complete views hold it for different clients at the same time. */
    CONFLICT,
    /** No other member could hold it. */
    ALONE,
    /** A view that is needed is not complete. */
    STALE
}
