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

    /** Length in octets by code; 0 if it may vary. */
    private static final byte[] FIXED_LENGTHS = fixedLengths();

    private KnownOptions() {}

    private static byte[] fixedLengths() {
        byte[] lengths = new byte[256];
        lengths[OptionCode.MESSAGE_TYPE] = 1;
        lengths[OptionCode.OVERLOAD] = 1;
        lengths[OptionCode.DHCP_STATE] = 1;
        lengths[OptionCode.DATA_SOURCE] = 1;
        lengths[OptionCode.LEASE_TIME] = 4;
        lengths[OptionCode.SERVER_IDENTIFIER] = 4;
        lengths[OptionCode.RENEWAL_TIME] = 4;
        lengths[OptionCode.REBINDING_TIME] = 4;
        lengths[OptionCode.CLIENT_LAST_TRANSACTION_TIME] = 4;
        lengths[OptionCode.BASE_TIME] = 4;
        lengths[OptionCode.START_TIME_OF_STATE] = 4;
        lengths[OptionCode.QUERY_START_TIME] = 4;
        lengths[OptionCode.QUERY_END_TIME] = 4;
        return lengths;
    }

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
        int fixed = FIXED_LENGTHS[code];
        return fixed == 0 ? canVaryTo(code, length) : length == fixed;
    }

    private static boolean canVaryTo(int code, int length) {
        return switch (code) {
            case OptionCode.STATUS_CODE -> length > 0;
            case OptionCode.ASSOCIATED_IP -> length > 0 && length % 4 == 0;
            default -> true;
        };
    }

    private static String demanded(int code) {
        return switch (code) {
            case OptionCode.STATUS_CODE -> "1 octet or more";
            case OptionCode.ASSOCIATED_IP -> "4 octets or a multiple of them";
            default -> FIXED_LENGTHS[code] == 1 ? "1 octet" : FIXED_LENGTHS[code] + " octets";
        };
    }

    /**
     * Whether an option of a message has the format of its RFC. RFC 2132 sections 3.14, 9.13 and 9.14, RFC 3004 section
     * 4, RFC 4702 section 2.
     *
     * @param source octets that contain the value
     */
    static boolean hasForm(int code, Octets source, int offset, int length) {
        int fixed = FIXED_LENGTHS[code];
        // Most options of a reply. A jump by code would be mispredicted for each of them.
        if (fixed != 0 && code != OptionCode.OVERLOAD) {
            return length == fixed;
        }
        return switch (code) {
            case OptionCode.HOST_NAME, OptionCode.VENDOR_CLASS, OptionCode.CLIENT_IDENTIFIER, OptionCode.USER_CLASS ->
                length > 0;
            case OptionCode.CLIENT_FQDN -> length >= ClientFqdn.FIXED_OCTETS;
            case OptionCode.RELAY_AGENT_INFORMATION ->
                length > 0 && RelayAgentInformationDecoder.isWellFormed(source, offset, length);
            case OptionCode.VSS -> VirtualSubnet.violation(source.slice(offset, length)) == null;
            // An overload option that was applied is part of the encoding and is not kept.
            case OptionCode.OVERLOAD -> false;
            default -> canVaryTo(code, length);
        };
    }
}
