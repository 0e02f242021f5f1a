package net.leasequery.codec.v6.option;

/** Key of a query. RFC 5007 section 4.1.2.1, RFC 5460 section 5.3. */
public enum QueryType {
    /** The binding of an address, or of the prefix that contains it. */
    BY_ADDRESS(1),
    /** All bindings of one client. */
    BY_CLIENT_ID(2),
    /** All bindings made through one relay agent. */
    BY_RELAY_ID(3),
    /** All bindings on one link; needs no option, because link-address identifies the link. */
    BY_LINK_ADDRESS(4),
    /** All bindings at the far end of one line. */
    BY_REMOTE_ID(5),
    /** A type that these RFCs do not define; see {@link LqQuery#queryType()}. */
    UNKNOWN(-1);

    private final int code;

    QueryType(int code) {
        this.code = code;
    }

    /** The value on the wire, or -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }

    /** The type of a value on the wire, {@link #UNKNOWN} for any that is not defined. */
    public static QueryType of(int code) {
        for (QueryType known : values()) {
            if (known.code == code) {
                return known;
            }
        }
        return UNKNOWN;
    }
}
