package net.leasequery.transforms.internal.pseudonym;

/** What becomes of a field. */
public enum Action {
    /** It stays as it is. */
    KEEP,
    /** It becomes a token: the same for the same value, and without the key not to be turned back. */
    HMAC,
    /** It loses what tells one client from its neighbours. */
    TRUNCATE,
    /** It becomes null. */
    DROP
}
