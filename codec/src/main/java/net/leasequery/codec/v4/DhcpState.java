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
        return switch (code) {
            case 1 -> AVAILABLE;
            case 2 -> ACTIVE;
            case 3 -> EXPIRED;
            case 4 -> RELEASED;
            case 5 -> ABANDONED;
            case 6 -> RESET;
            case 7 -> REMOTE;
            case 8 -> TRANSITIONING;
            default -> UNKNOWN;
        };
    }
}
