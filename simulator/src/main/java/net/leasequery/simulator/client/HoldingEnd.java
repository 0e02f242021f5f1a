package net.leasequery.simulator.client;

/** Why a client no longer holds an address. */
public enum HoldingEnd {
    /** It gave it back. */
    RELEASED,
    /** Its lease ran out. */
    EXPIRED,
    /** A server refused to extend it. */
    REFUSED,
    /** It went to another link. */
    LEFT
}
