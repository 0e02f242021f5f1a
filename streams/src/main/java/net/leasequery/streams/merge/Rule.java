package net.leasequery.streams.merge;

/** What decided between the views of an address. */
public enum Rule {
    /** There is only one view. */
    ONLY_VIEW,
    /** RFC 6926 section 7.6. */
    NEWEST_TRANSACTION,
    /** An end and a hold of the same transaction: one of them overrules the other. */
    END_OF_TRANSACTION,
    /** Data-source (RFC 6926 section 6.2.8). */
    LOCAL_OVER_REMOTE,
    /** Two holds of one client: the earlier expiry wins in a failover pair, else the later. */
    EXPIRY,
    /** Nothing else decided: the order of {@code group.<name>.members}. */
    MEMBER_ORDER
}
