package net.leasequery.streams.history;

/**
 * Names of the state stores. All lie in the partitions of the addresses: the partition of {@link
 * net.leasequery.streams.records.AddressKey#place()}.
 */
public final class HistoryStores {

    /** Tenures by address and start; keys and values are octets that {@link TenureReader} reads. */
    public static final String TENURES = "history-tenures";

    /** Index of tenures by the identifiers of their clients. */
    public static final String CLIENTS = "history-clients";

    /** The last statement of each server about each address. */
    public static final String ADDRESSES = "history-addresses";

    /** Tenures in the order in which their retention ends. */
    public static final String RETENTION = "history-retention";

    /** Addresses to review again when a server's view is complete up to a moment. */
    public static final String DUE = "history-due";

    /** How far the view of each server is complete. */
    public static final String COMPLETENESS = "history-completeness";

    /** Since when the view of each server is complete. */
    public static final String OBSERVED = "history-observed";

    /** Commands that have been executed, and when. */
    public static final String COMMANDS = "history-executed";

    private HistoryStores() {}
}
