package net.leasequery.simulator.failover;

/** The status of an address at a failover server (RFC 8156 section 7.2). */
public enum BindingStatus {
    /** Nobody holds it; the primary may lease it. */
    FREE,
    /** Nobody holds it; the secondary may lease it. */
    FREE_BACKUP,
    /** A client holds it. */
    ACTIVE,
    /** Its lease has run out; the partner has not acknowledged that. */
    EXPIRED,
    /** Its client gave it back; the partner has not acknowledged that. */
    RELEASED,
    /** A client found it already in use. */
    ABANDONED;

    /** Whether the lease has ended and the partner has yet to acknowledge the end. */
    boolean hasEnded() {
        return this == EXPIRED || this == RELEASED;
    }

    /** Whether nobody holds it and both partners agree about that. */
    boolean isFree() {
        return this == FREE || this == FREE_BACKUP;
    }
}
