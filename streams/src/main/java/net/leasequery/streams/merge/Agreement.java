package net.leasequery.streams.merge;

/** How far the members of a group agree on an address. */
public enum Agreement {
    /** All members report the same. */
    AGREED,
    /** The members differ, and the grace is not over. */
    REPLICATING,
    /** The members differ, and the grace is over. */
    DISAGREED,
    /** Complete views lease the address to different clients at the same time. */
    CONFLICT,
    /** No other member can have the lease: the group does not share leases, or all others are retired. */
    ALONE,
    /** The view of at least one member is not complete. */
    STALE
}
