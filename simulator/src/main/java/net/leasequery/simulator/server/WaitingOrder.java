package net.leasequery.simulator.server;

/**
 * In which order an Active query is told of changes that had to wait because its connection was
 * blocked. The RFCs promise none.
 */
public enum WaitingOrder {
    /** The change that waits longest comes first; an address that changes again starts to wait anew. */
    OLDEST_CHANGE_FIRST,
    /** The newest change comes first, so that the oldest wait longest. */
    NEWEST_CHANGE_FIRST,
    /** Anything goes, decided by the server's seed. */
    SHUFFLED
}
