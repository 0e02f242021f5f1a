package net.leasequery.simulator.fault;

/** The connections to which a fault applies. */
public enum Target {
    /** Any, with or without a query. */
    ANY,
    /** Those on which an Active query runs. */
    ACTIVE,
    /** Those on which at least one Bulk query runs. */
    BULK
}
