package net.leasequery.requestor;

/** State of an address at its server; the names of RFC 6926 section 6.2.7. */
public enum BindingState {
    /** Free at this server. */
    AVAILABLE,
    /** Leased to a client. */
    ACTIVE,
    /** The lease ran out. */
    EXPIRED,
    /** The client gave the lease back. */
    RELEASED,
    /** Flagged as unusable by the server or a client. */
    ABANDONED,
    /** Freed by some external agent. */
    RESET,
    /** Free at a partner server. */
    REMOTE,
    /** Moving between states. */
    TRANSITIONING,
    /** The server sent no state, or one that the RFC does not define. */
    UNKNOWN
}
