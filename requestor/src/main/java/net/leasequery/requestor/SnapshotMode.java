package net.leasequery.requestor;

/** When Bulk Leasequery loads what Active Leasequery cannot deliver. */
public enum SnapshotMode {
    /** When nothing is stored, and for windows that the server reports as missing. */
    INITIAL,
    /** Never: missing windows are reported, kept in the resume state and left unfilled. */
    NEVER,
    /** At every start, and for windows that the server reports as missing. */
    ALWAYS,
    /** Whenever everything or a window is missing; currently the same as {@link #INITIAL}. */
    WHEN_NEEDED
}
