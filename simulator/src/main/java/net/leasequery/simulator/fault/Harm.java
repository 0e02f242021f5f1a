package net.leasequery.simulator.fault;

/** What a {@link ConnectionFault} does. None makes a server report a wrong lease permanently. */
public enum Harm {
    /** The connection is closed in order (FIN), possibly in the middle of a message. */
    CLOSE,
    /** The connection is reset (RST), possibly in the middle of a message. */
    RESET,
    /** Half of a message, then the connection is closed. */
    TRUNCATE,
    /** A message whose frame announces 65,535 octets, then the connection is closed. */
    OVERSIZE,
    /** A message with an xid of no query. */
    WRONG_XID,
    /** A frame of random octets is inserted; the amount is its length, 0 to 65,535. */
    GARBAGE,
    /** A message is sent again; the amount is how often. */
    DUPLICATE,
    /**
     * Replies about different addresses that are sent together are reordered; the amount is their largest number.
     * They never pass a DHCPLEASEQUERYSTATUS or DHCPLEASEQUERYDONE.
     */
    REORDER,
    /** Nothing is sent; the amount is the duration in milliseconds, 0 for until healed. */
    STALL,
    /**
     * A status is sent for every query on the connection, then the connection is closed; the amount is the status
     * code. Waiting replies are not sent before.
     */
    TERMINATE
}
