package net.leasequery.codec.v4;

/** Codes of the options that this package knows by name. Options with other codes are kept as received. */
public final class OptionCode {

    /** Filler without a length. RFC 2132 section 3.1. */
    public static final int PAD = 0;
    /** RFC 2132 section 3.14. */
    public static final int HOST_NAME = 12;
    /** Seconds from base-time to the end of the lease. RFC 2132 section 9.2, RFC 6926 section 7.4. */
    public static final int LEASE_TIME = 51;
    /** Indicates that file, sname or both hold options. RFC 2132 section 9.3. */
    public static final int OVERLOAD = 52;
    /** RFC 2132 section 9.6. */
    public static final int MESSAGE_TYPE = 53;
    /** RFC 2132 section 9.7. */
    public static final int SERVER_IDENTIFIER = 54;
    /** RFC 2132 section 9.8. */
    public static final int PARAMETER_REQUEST_LIST = 55;
    /** RFC 2132 section 9.11. */
    public static final int RENEWAL_TIME = 58;
    /** RFC 2132 section 9.12. */
    public static final int REBINDING_TIME = 59;
    /** RFC 2132 section 9.13. */
    public static final int VENDOR_CLASS = 60;
    /** RFC 2132 section 9.14, RFC 4361. */
    public static final int CLIENT_IDENTIFIER = 61;
    /** RFC 3004. */
    public static final int USER_CLASS = 77;
    /** RFC 4702. */
    public static final int CLIENT_FQDN = 81;
    /** RFC 3046. */
    public static final int RELAY_AGENT_INFORMATION = 82;
    /** Seconds from the client's last transaction to base-time. RFC 4388 section 6.1. */
    public static final int CLIENT_LAST_TRANSACTION_TIME = 91;
    /** RFC 4388 section 6.1. */
    public static final int ASSOCIATED_IP = 92;
    /** RFC 6926 section 6.2.2, RFC 7724 section 5.2.2. */
    public static final int STATUS_CODE = 151;
    /** RFC 6926 section 6.2.3. */
    public static final int BASE_TIME = 152;
    /** RFC 6926 section 6.2.4. */
    public static final int START_TIME_OF_STATE = 153;
    /** RFC 6926 section 6.2.5. */
    public static final int QUERY_START_TIME = 154;
    /** RFC 6926 section 6.2.6. */
    public static final int QUERY_END_TIME = 155;
    /** RFC 6926 section 6.2.7. */
    public static final int DHCP_STATE = 156;
    /** RFC 6926 section 6.2.8. */
    public static final int DATA_SOURCE = 157;
    /** RFC 6607 section 3.1. */
    public static final int VSS = 221;
    /** The end of the options, without a length. RFC 2132 section 3.2. */
    public static final int END = 255;

    private OptionCode() {}
}
