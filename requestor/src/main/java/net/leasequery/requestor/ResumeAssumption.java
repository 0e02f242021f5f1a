package net.leasequery.requestor;

/** What is assumed of the order in which a server sends the changes that wait for the connection. */
public enum ResumeAssumption {
    /**
     * Waiting changes are sent about in the order in which they happened, so the changes that arrive show how far the
     * stream has come.
     */
    ORDER,
    /**
     * Nothing: RFC 7724 promises no order. The position moves only by proofs that nothing waits, which are
     * CatchUpComplete and ConnectionActive (RFC 7724 sections 7.4 and 7.4.1).
     */
    NOTHING
}
