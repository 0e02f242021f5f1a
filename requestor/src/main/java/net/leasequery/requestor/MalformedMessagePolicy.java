package net.leasequery.requestor;

/** What to do with a message that cannot be decoded. Each such message is reported, whatever the policy. */
public enum MalformedMessagePolicy {
    /** End the connection and try again. */
    FAIL,
    /** Go on without it. */
    SKIP,
    /** Deliver all its octets, and continue. */
    QUARANTINE
}
