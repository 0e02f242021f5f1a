package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.BulkQuery;

/** What a server's error status says of a bulk query, in terms common to both families. */
public enum Refusal {
    /** We may not ask, or not this. */
    NOT_ALLOWED,
    /** The server takes the query for wrong. */
    MALFORMED_QUERY,
    /** The server does not know what is asked for, or answers with a status that we do not know. */
    NOT_UNDERSTOOD,
    /** The server could not answer this time. */
    FAILED;

    /** Whether the same query would be refused again. */
    public boolean isLasting() {
        return this != FAILED;
    }

    /** What an operator can do about it, with the query that was refused. */
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
