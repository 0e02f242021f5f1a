package net.leasequery.requestor;

/** Assumption about the order in which a server sends the changes that wait for the connection. */
public enum ResumeAssumption {
    /**
     * Waiting changes are sent roughly in the order in which they happened, so the changes that arrive show how far the
     * stream has come.
     */
    ORDER,
    /**
     * Nothing: RFC 7724 guarantees no order. Only proofs that nothing waits move the position: CatchUpComplete and
     * ConnectionActive (RFC 7724 sections 7.4 and 7.4.1).
     */
    NOTHING
}
