package net.leasequery.requestor;

/** When Bulk Leasequery is used to load what Active Leasequery cannot bring. */
public enum SnapshotMode {
    /** When nothing is stored, and for windows that the server says are missing. */
    INITIAL,
    /** Never: missing windows are reported, kept in the resume state and left unfilled. */
    NEVER,
    /** At every start, and for windows that the server says are missing. */
    ALWAYS,
    /** Whenever something is missing, be it everything or a window; today the same as {@link #INITIAL}. */
    WHEN_NEEDED
}
