package net.leasequery.codec.v4;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * Checks options against the format in their RFCs. The check is made once, when options are created, so that no
 * accessor can fail later. A malformed option makes the message malformed only if the option is essential for a
 * binding; any other one is kept as received, and its accessor treats it as absent. Servers repeat data from clients
 * and relay agents, so a faulty client must not cost the binding.
 */
final class KnownOptions {

    private KnownOptions() {}

    /** Whether this option, if present, must be well formed for the message to be understood. */
    static boolean isEssential(int code) {
        return switch (code) {
            case OptionCode.MESSAGE_TYPE,
                    OptionCode.LEASE_TIME,
                    OptionCode.CLIENT_LAST_TRANSACTION_TIME,
                    OptionCode.BASE_TIME,
                    OptionCode.START_TIME_OF_STATE,
                    OptionCode.QUERY_START_TIME,
                    OptionCode.QUERY_END_TIME,
                    OptionCode.VSS -> true;
            default -> false;
        };
    }

    /**
     * Refuses a value that is malformed for its option.
     *
     * @param offset of the value in the message
     * @throws MalformedMessageException if the value violates the option's RFC
     */
    static void check(int code, Octets value, int offset) {
        String violation = violation(code, value);
        if (violation != null) {
            throw new MalformedMessageException(offset, violation);
        }
        if (code == OptionCode.RELAY_AGENT_INFORMATION) {
            RelayAgentInformationDecoder.decode(value, offset);
        }
    }

    /** Returns what is wrong with a value, null if nothing is. Does not look into option 82. */
    static @Nullable String violation(int code, Octets value) {
        if (code == OptionCode.VSS) {
            return VirtualSubnet.violation(value);
        }
        return canHaveLength(code, value.length())
                ? null
                : "option " + code + " must have " + demanded(code) + ", has " + value.length();
    }

    private static boolean canHaveLength(int code, int length) {
        return switch (code) {
            case OptionCode.LEASE_TIME,
                    OptionCode.SERVER_IDENTIFIER,
                    OptionCode.RENEWAL_TIME,
                    OptionCode.REBINDING_TIME,
                    OptionCode.CLIENT_LAST_TRANSACTION_TIME,
                    OptionCode.BASE_TIME,
                    OptionCode.START_TIME_OF_STATE,
                    OptionCode.QUERY_START_TIME,
                    OptionCode.QUERY_END_TIME -> length == 4;
            case OptionCode.MESSAGE_TYPE, OptionCode.OVERLOAD, OptionCode.DHCP_STATE, OptionCode.DATA_SOURCE ->
                length == 1;
            case OptionCode.STATUS_CODE -> length > 0;
            case OptionCode.ASSOCIATED_IP -> length > 0 && length % 4 == 0;
            default -> true;
        };
    }

    private static String demanded(int code) {
        return switch (code) {
            case OptionCode.MESSAGE_TYPE, OptionCode.OVERLOAD, OptionCode.DHCP_STATE, OptionCode.DATA_SOURCE ->
                "1 octet";
            case OptionCode.STATUS_CODE -> "1 octet or more";
            case OptionCode.ASSOCIATED_IP -> "4 octets or a multiple of them";
            default -> "4 octets";
        };
    }

    /**
     * Whether an option of a message has the format of its RFC. RFC 2132 sections 3.14, 9.13 and 9.14, RFC 3004 section
     * 4, RFC 4702 section 2.
     *
     * @param source octets that contain the value
     */
    static boolean hasForm(int code, Octets source, int offset, int length) {
        return switch (code) {
            case OptionCode.HOST_NAME, OptionCode.VENDOR_CLASS, OptionCode.CLIENT_IDENTIFIER, OptionCode.USER_CLASS ->
                length > 0;
            case OptionCode.CLIENT_FQDN -> length >= ClientFqdn.FIXED_OCTETS;
            case OptionCode.RELAY_AGENT_INFORMATION ->
                length > 0 && RelayAgentInformationDecoder.isWellFormed(source, offset, length);
            case OptionCode.VSS -> VirtualSubnet.violation(source.slice(offset, length)) == null;
            // An overload option that was applied is part of the encoding and is not kept.
            case OptionCode.OVERLOAD -> false;
            default -> canHaveLength(code, length);
        };
    }
}
