package net.leasequery.codec.v4;

/** Meanings of the first octet of status-code (option 151). RFC 6926 section 6.2.2, RFC 7724 section 5.2.2. */
public enum StatusCode {
    /** Also implied if the option is absent. */
    SUCCESS(0),
    UNSPEC_FAIL(1),
    /** The server cannot perform the query, or has ended it early; the last message of its stream. */
    QUERY_TERMINATED(2),
    MALFORMED_QUERY(3),
    NOT_ALLOWED(4),
    /** The server no longer has all changes since query-start-time. */
    DATA_MISSING(5),
    /** The server has nothing to send; the connection is alive. */
    CONNECTION_ACTIVE(6),
    /** All changes since query-start-time have been sent. */
    CATCH_UP_COMPLETE(7),
    TLS_CONNECTION_REFUSED(8),
    /** A code that these RFCs do not define; see {@link Status#code()}. */
    UNKNOWN(-1);

    /** Avoids the copy that {@link #values} makes on each call. */
    private static final StatusCode[] ALL = values();

    private final int code;

    StatusCode(int code) {
        this.code = code;
    }

    /** The value on the wire, or -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }

    /** The meaning of a value on the wire, {@link #UNKNOWN} for any that is not defined. */
    public static StatusCode of(int code) {
        for (StatusCode known : ALL) {
            if (known.code == code) {
                return known;
            }
        }
        return UNKNOWN;
    }
}
