package net.leasequery.requestor;

import java.util.List;

/**
 * A question to the server in addition to the stream: whether it still has certain bindings. Asked on the bulk
 * connection, one query after the other (RFC 5460 section 5.3).
 *
 * @param id identifies the question in the bindings and the notice that answer it
 * @param queries at least one and at most {@value #MOST_QUERIES}
 */
public record Question(String id, List<BulkQuery> queries) {

    /** Maximum number of queries in one question. */
    public static final int MOST_QUERIES = 64;

    /**
     * Makes the list immutable.
     *
     * @throws IllegalArgumentException if there are no queries, or too many
     */
    public Question {
        queries = List.copyOf(queries);
        if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
            throw new IllegalArgumentException(
                    "a question has 1 to " + MOST_QUERIES + " queries, not " + queries.size());
        }
    }
}
