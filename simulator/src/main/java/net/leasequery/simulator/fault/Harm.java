package net.leasequery.simulator.fault;

/** What a {@link ConnectionFault} does. None of them makes a server lie about a lease for good. */
public enum Harm {
    /** The connection is closed in order (FIN), if need be in the middle of a message. */
    CLOSE,
    /** The connection is reset (RST), if need be in the middle of a message. */
    RESET,
    /** Half of a message, then the connection is closed. */
    TRUNCATE,
    /** A message whose frame announces 65,535 octets, then the connection is closed. */
    OVERSIZE,
    /** A message with an xid that nobody asked with. */
    WRONG_XID,
    /** A frame of random octets is put in; the amount is its length, 0 to 65,535. */
    GARBAGE,
    /** A message is sent again; the amount is how often. */
    DUPLICATE,
    /**
     * Replies about different addresses that are sent together change places; the amount is how many do, at
     * most. They never pass a DHCPLEASEQUERYSTATUS or DHCPLEASEQUERYDONE.
     */
    REORDER,
    /** Nothing is sent; the amount is for how many milliseconds, 0 for until healed. */
    STALL,
    /**
     * Every query on the connection is told a status, then the connection is closed; the amount is the status
     * code. What waits is not sent before.
     */
    TERMINATE
}
