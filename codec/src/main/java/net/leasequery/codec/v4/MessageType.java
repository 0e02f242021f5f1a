package net.leasequery.codec.v4;

import org.jspecify.annotations.Nullable;

/** Values of dhcp-message-type (option 53) that are used on a Leasequery connection. */
public enum MessageType {
    /** RFC 4388 section 6.1. */
    DHCPLEASEQUERY(10),
    /** RFC 4388 section 6.1, RFC 6926 section 6.2. */
    DHCPLEASEUNASSIGNED(11),
    /** RFC 4388 section 6.1; never part of a Bulk or Active answer. */
    DHCPLEASEUNKNOWN(12),
    /** RFC 4388 section 6.1, RFC 6926 section 6.2. */
    DHCPLEASEACTIVE(13),
    /** RFC 6926 section 6.2.1. */
    DHCPBULKLEASEQUERY(14),
    /** RFC 6926 section 6.2.1. */
    DHCPLEASEQUERYDONE(15),
    /** RFC 7724 section 5.2.1. */
    DHCPACTIVELEASEQUERY(16),
    /** RFC 7724 section 5.2.1. */
    DHCPLEASEQUERYSTATUS(17),
    /** RFC 7724 section 5.2.1. */
    DHCPTLS(18);

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** The value on the wire, 10 to 18. */
    public int code() {
        return code;
    }

    /** The type of a value on the wire, null if it does not belong on a Leasequery connection. */
    public static @Nullable MessageType of(int code) {
        return switch (code) {
            case 10 -> DHCPLEASEQUERY;
            case 11 -> DHCPLEASEUNASSIGNED;
            case 12 -> DHCPLEASEUNKNOWN;
            case 13 -> DHCPLEASEACTIVE;
            case 14 -> DHCPBULKLEASEQUERY;
            case 15 -> DHCPLEASEQUERYDONE;
            case 16 -> DHCPACTIVELEASEQUERY;
            case 17 -> DHCPLEASEQUERYSTATUS;
            case 18 -> DHCPTLS;
            default -> null;
        };
    }
}
