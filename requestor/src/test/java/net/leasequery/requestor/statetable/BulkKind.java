package net.leasequery.requestor.statetable;

/** The events of a bulk connection, by name. */
enum BulkKind {
    WAIT_ELAPSED,
    CONNECTION_OPENED,
    SERVER_IDENTIFIED,
    BINDINGS,
    DONE,
    REFUSED,
    UNEXPECTED_MESSAGE,
    MALFORMED_MESSAGE,
    FAILED,
    STOPPED
}
