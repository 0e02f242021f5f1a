package net.leasequery.simulator.server;

/**
 * The order in which an Active query is sent changes that had to wait because its connection was blocked. The RFCs
 * guarantee none.
 */
public enum WaitingOrder {
    /** The change that has waited longest comes first; an address that changes again goes to the end. */
    OLDEST_CHANGE_FIRST,
    /** The newest change comes first, so that the oldest wait longest. */
    NEWEST_CHANGE_FIRST,
    /** Random order, decided by the server's seed. */
    SHUFFLED
}
