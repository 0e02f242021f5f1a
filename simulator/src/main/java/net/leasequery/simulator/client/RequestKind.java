package net.leasequery.simulator.client;

/** What a client wants, by its state (RFC 2131 section 4.3, RFC 8415 section 18.2). */
public enum RequestKind {
    /** Wants to be offered an address (DISCOVER, Solicit). */
    DISCOVER,
    /** Accepts an offer (REQUEST in SELECTING, Request). */
    SELECTING,
    /** Asks whether the remembered lease is still valid (REQUEST in INIT-REBOOT, Confirm). */
    INIT_REBOOT,
    /** Extends its lease with the server that granted it. */
    RENEWING,
    /** Extends its lease with any server. */
    REBINDING,
    /** Gives the address back. */
    RELEASE,
    /** Has found the address already in use. */
    DECLINE
}
