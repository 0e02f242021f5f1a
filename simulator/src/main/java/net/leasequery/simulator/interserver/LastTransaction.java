package net.leasequery.simulator.interserver;

import net.leasequery.simulator.client.RequestKind;

/** What last changed a binding, in the order of precedence (draft-ietf-dhc-interserver-alt-00 section 5.2.1). */
public enum LastTransaction {
    /** The client accepted an offer. */
    SELECTING,
    /** The client extended its lease with any server. */
    REBINDING,
    /** The client asked whether its lease was still good. */
    INIT_REBOOT,
    /** The client extended its lease with the server that granted it. */
    RENEWING,
    /** The client gave the address back. */
    RELEASE,
    /** The lease ran out. */
    EXPIRATION;

    /** The transaction for a request that binds an address. */
    static LastTransaction of(RequestKind kind) {
        return switch (kind) {
            case SELECTING -> SELECTING;
            case REBINDING -> REBINDING;
            case INIT_REBOOT -> INIT_REBOOT;
            case RENEWING -> RENEWING;
            case RELEASE, DECLINE -> RELEASE;
            case DISCOVER -> throw new IllegalArgumentException("a DISCOVER binds nothing");
        };
    }
}
