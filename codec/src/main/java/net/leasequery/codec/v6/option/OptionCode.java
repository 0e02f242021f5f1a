package net.leasequery.codec.v6.option;

/** Codes of the DHCPv6 options that this codec understands; names as in IANA's registry. */
public final class OptionCode {

    /** RFC 8415 section 21.2. */
    public static final int CLIENTID = 1;
    /** RFC 8415 section 21.3. */
    public static final int SERVERID = 2;
    /** RFC 8415 section 21.4. */
    public static final int IA_NA = 3;
    /** RFC 8415 section 21.5. */
    public static final int IA_TA = 4;
    /** RFC 8415 section 21.6. */
    public static final int IAADDR = 5;
    /** RFC 8415 section 21.7. */
    public static final int ORO = 6;
    /** RFC 8415 section 21.10. */
    public static final int RELAY_MSG = 9;
    /** RFC 8415 section 21.13. */
    public static final int STATUS_CODE = 13;
    /** RFC 8415 section 21.15. */
    public static final int USER_CLASS = 15;
    /** RFC 8415 section 21.16. */
    public static final int VENDOR_CLASS = 16;
    /** RFC 8415 section 21.18. */
    public static final int INTERFACE_ID = 18;
    /** RFC 8415 section 21.21. */
    public static final int IA_PD = 25;
    /** RFC 8415 section 21.22. */
    public static final int IAPREFIX = 26;
    /** RFC 4649 section 3. */
    public static final int REMOTE_ID = 37;
    /** RFC 4580 section 2. */
    public static final int SUBSCRIBER_ID = 38;
    /** RFC 4704 section 4. */
    public static final int CLIENT_FQDN = 39;
    /** RFC 5007 section 4.1.2.1. */
    public static final int LQ_QUERY = 44;
    /** RFC 5007 section 4.1.2.2. */
    public static final int CLIENT_DATA = 45;
    /** RFC 5007 section 4.1.2.3. */
    public static final int CLT_TIME = 46;
    /** RFC 5007 section 4.1.2.4. */
    public static final int LQ_RELAY_DATA = 47;
    /** RFC 5007 section 4.1.2.5. */
    public static final int LQ_CLIENT_LINK = 48;
    /** RFC 5460 section 5.4.1. */
    public static final int RELAY_ID = 53;
    /** RFC 6607 section 3.4. */
    public static final int VSS = 68;
    /** RFC 7653 section 6.3.1. */
    public static final int LQ_BASE_TIME = 100;
    /** RFC 7653 section 6.3.2. */
    public static final int LQ_START_TIME = 101;
    /** RFC 7653 section 6.3.3. */
    public static final int LQ_END_TIME = 102;

    private OptionCode() {}

    /** Whether this codec knows the format of the option. */
    static boolean isKnown(int code) {
        return switch (code) {
            case CLIENTID,
                    SERVERID,
                    IA_NA,
                    IA_TA,
                    IA_PD,
                    IAADDR,
                    IAPREFIX,
                    ORO,
                    RELAY_MSG,
                    STATUS_CODE,
                    USER_CLASS,
                    VENDOR_CLASS,
                    INTERFACE_ID,
                    REMOTE_ID,
                    SUBSCRIBER_ID,
                    CLIENT_FQDN,
                    LQ_QUERY,
                    CLIENT_DATA,
                    CLT_TIME,
                    LQ_RELAY_DATA,
                    LQ_CLIENT_LINK,
                    RELAY_ID,
                    VSS,
                    LQ_BASE_TIME,
                    LQ_START_TIME,
                    LQ_END_TIME -> true;
            default -> false;
        };
    }
}
