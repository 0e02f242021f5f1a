package net.leasequery.systemtests.simulation;

/**
 * What all replies tell.
 *
 * @param server number of the server
 * @param xid of the query
 * @param first whether it is the first reply to the query
 * @param shown base-time, in seconds since 1970
 * @param steady the same moment in seconds that leases live by
 * @param damaged whether an option that no binding depends on is damaged
 * @param oddTime whether the client is said to have been heard in the future
 */
record Reply(int server, int xid, boolean first, long shown, long steady, boolean damaged, boolean oddTime) {

    /** Seconds since the client was last heard, of a server whose clock went back: less than none. RFC 6926 section 6.2.4. */
    private static final long LESS_THAN_NONE = 0xffff_fffbL;

    /** How long ago a client was last heard. */
    long silence(long steadyTransaction) {
        return oddTime ? LESS_THAN_NONE : steady - steadyTransaction;
    }
}
