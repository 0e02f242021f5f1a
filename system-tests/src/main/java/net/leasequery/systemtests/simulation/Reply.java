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
 */
record Reply(int server, int xid, boolean first, long shown, long steady, boolean damaged) {}
