package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.BulkQuery;

/** The meaning of a server's error status for a bulk query, in terms common to both families. */
public enum Refusal {
    /** The requestor may not query at all, or not this. */
    NOT_ALLOWED,
    /** The server considers the query malformed. */
    MALFORMED_QUERY,
    /** The server does not understand the query, or answers with an unknown status. */
    NOT_UNDERSTOOD,
    /** The server could not answer this time. */
    FAILED;

    /** Whether the same query would be refused again. */
    public boolean isLasting() {
        return this != FAILED;
    }

    /** Returns advice for the operator, with the query that was refused. */
    public String explained(BulkQuery query, String detail) {
        return "query " + query + ": " + detail + remedy(query);
    }

    private String remedy(BulkQuery query) {
        boolean all = query.kind() == BulkQuery.Kind.ALL;
        return switch (this) {
            case FAILED -> "";
            case NOT_ALLOWED ->
                all
                        ? "; the server does not answer for all addresses at once (as Kea), or not to us: name what it"
                                + " shall be asked for in bulkQueries, or permit this host to query the server"
                        : "; permit this host to query the server, or change bulkQueries";
            case MALFORMED_QUERY, NOT_UNDERSTOOD -> "; bulkQueries must name queries that this server answers";
        };
    }
}
