package net.leasequery.simulator.interserver;

/** State of an address at one server of a group (draft-ietf-dhc-interserver-alt-00 section 3.3.2). */
public enum AddressState {
    /** Not to be offered by this server; the default. */
    UNBINDABLE,
    /** This server, and no other, may offer it. */
    BINDABLE,
    /** A client holds it. */
    BOUND,
    /** A client held it until its lease ran out. */
    EXPIRED;

    /**
     * Whether an address may go from this state to another (sections 3.3.2 and 8). It goes from UNBINDABLE to BOUND
     * when another server reports the lease, or when only the client knows the lease (section 7.1.5).
     */
    boolean mayBecome(AddressState next) {
        return switch (this) {
            case UNBINDABLE, BINDABLE -> next != EXPIRED;
            case BOUND, EXPIRED -> next != BINDABLE;
        };
    }
}
