package net.leasequery.systemtests.simulation;

/**
 * What all replies have in common.
 *
 * @param server number of the server
 * @param xid of the query
 * @param first whether it is the first reply to the query
 * @param shown base-time, in seconds since 1970
 * @param steady the same moment in steady seconds
 * @param damaged whether an option that no binding depends on is damaged
 * @param oddTime whether the client's last transaction is reported to be in the future
 * @param full whether the client's last transaction is reported at all
 * @param dated whether statuses have a base-time even where DHCPv4 does not require it
 */
record Reply(
        int server,
        int xid,
        boolean first,
        long shown,
        long steady,
        boolean damaged,
        boolean oddTime,
        boolean full,
        boolean dated) {

    /** Negative seconds since the last transaction, from a server whose clock went back. RFC 6926 section 6.2.4. */
    private static final long LESS_THAN_NONE = 0xffff_fffbL;

    /** A reply without a binding. */
    static Reply of(int server, int xid, boolean first, long shown, long steady, boolean dated) {
        return new Reply(server, xid, first, shown, steady, false, false, true, dated);
    }

    /** This reply, with the faults of a binding. */
    Reply withBinding(boolean withDamage, boolean withOddTime, boolean withTransaction) {
        return new Reply(server, xid, first, shown, steady, withDamage, withOddTime, withTransaction, dated);
    }

    /** Time since the client's last transaction. */
    long silence(long steadyTransaction) {
        return oddTime ? LESS_THAN_NONE : steady - steadyTransaction;
    }
}
