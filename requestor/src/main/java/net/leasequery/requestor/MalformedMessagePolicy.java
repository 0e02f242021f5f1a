package net.leasequery.requestor;

/** What to do with a message that cannot be decoded. Each such message is reported, whatever the policy. */
public enum MalformedMessagePolicy {
    /** End the connection and try again. */
    FAIL,
    /** Drop the message and continue. */
    SKIP,
    /** Deliver all octets of the message and continue. */
    QUARANTINE
}
