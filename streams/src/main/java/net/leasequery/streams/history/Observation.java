package net.leasequery.streams.history;

/** How far the views of servers are known to be complete. */
interface Observation {

    /** No server has been followed yet. */
    long NEVER = Long.MAX_VALUE;

    /** Since when the view of the server is complete without a break; {@link #NEVER} if it is not complete now. */
    long completeSince(String server);

    /** Moment up to which every record of the server has come; long ago if there is none. */
    long completeTo(String server);
}
