package net.leasequery.streams.history;

/** How far the views of servers are known to be complete. */
interface Observation {

    /** No server has been followed yet. */
    long NEVER = Long.MAX_VALUE;

    /** No view is complete so far, except that of a retired server. */
    long WHEN_RETIRED = Long.MAX_VALUE - 1;

    /** Returns since when the server's view is complete without a break; {@link #NEVER} if it is not complete now. */
    long completeSince(String server);

    /** Whether nobody follows the server any more. Then its view counts as complete since its retirement. */
    boolean isRetired(String server);

    /** Returns the moment up to which every record of the server is processed; far in the past if there is none. */
    long completeTo(String server);
}
