package net.leasequery.codec.v6.option;

/**
 * Meanings of a status-code. The numbers are not those of DHCPv4. RFC 8415 section 21.13, RFC 5007 section
 * 4.1.3, RFC 5460 section 5.5, RFC 7653 section 11.
 */
public enum StatusCode {
    /** Also implied if the option is absent. */
    SUCCESS(0),
    UNSPEC_FAIL(1),
    NO_ADDRS_AVAIL(2),
    NO_BINDING(3),
    NOT_ON_LINK(4),
    USE_MULTICAST(5),
    NO_PREFIX_AVAIL(6),
    /** The server does not know or support the query-type. */
    UNKNOWN_QUERY_TYPE(7),
    /** The query is not valid; an option that its type needs may be missing. */
    MALFORMED_QUERY(8),
    /** The server does not have the address or link in its configuration. */
    NOT_CONFIGURED(9),
    /** The server does not allow this query from this requestor. */
    NOT_ALLOWED(10),
    /** The server cannot perform the query, or has ended it early. */
    QUERY_TERMINATED(11),
    /** The server no longer has all changes since query-start-time. */
    DATA_MISSING(12),
    /** All changes since query-start-time have been sent. */
    CATCH_UP_COMPLETE(13),
    /** The server supports Bulk Leasequery only. */
    NOT_SUPPORTED(14),
    TLS_CONNECTION_REFUSED(15),
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
