package net.leasequery.transforms.internal.pseudonym;

/** What is done with a field. */
public enum Action {
    /** The value stays. */
    KEEP,
    /** The value becomes a token: the same for the same value, and not reversible without the key. */
    HMAC,
    /** The value loses the part that distinguishes a client from its neighbours. */
    TRUNCATE,
    /** The value becomes null. */
    DROP
}
