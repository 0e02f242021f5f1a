package net.leasequery.codec.v4;

/** Values of dhcp-state (option 156). Any state may follow any other. RFC 6926 section 6.2.7. */
public enum DhcpState {
    /** Available to the server that answers. */
    AVAILABLE(1),
    ACTIVE(2),
    EXPIRED(3),
    RELEASED(4),
    /** Flagged as unusable by server or client. */
    ABANDONED(5),
    /** Freed by some external agent. */
    RESET(6),
    /** Available to a partner of the server that answers. */
    REMOTE(7),
    TRANSITIONING(8),
    /** A value that the RFC does not define; see {@link Dhcpv4Options#dhcpStateNumber()}. */
    UNKNOWN(-1);

    /** Avoids the copy that {@link #values} makes on each call. */
    private static final DhcpState[] ALL = values();

    private final int code;

    DhcpState(int code) {
        this.code = code;
    }

    /** The value on the wire, or -1 for {@link #UNKNOWN}. */
    public int code() {
        return code;
    }

    /** The state of a value on the wire, {@link #UNKNOWN} for any that is not defined. */
    public static DhcpState of(int code) {
        for (DhcpState known : ALL) {
            if (known.code == code) {
                return known;
            }
        }
        return UNKNOWN;
    }
}
