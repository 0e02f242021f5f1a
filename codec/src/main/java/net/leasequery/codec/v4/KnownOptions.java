package net.leasequery.codec.v4;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import org.jspecify.annotations.Nullable;

/**
 * The forms that the RFCs demand of options. They are checked once, when options come into being, so
 * that no accessor can fail later. An option without its form costs the message only if a binding
 * cannot be understood without it; every other one is kept as it came, and its accessor says that it
 * is absent. Servers repeat what clients and relay agents wrote, so one odd client must not cost the
 * binding.
 */
final class KnownOptions {

    private KnownOptions() {}

    /** Whether a message cannot be understood unless this option, if it is there, has its form. */
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
     * Refuses a value that does not have the form of its option.
     *
     * @param offset of the value in the message
     * @throws MalformedMessageException if the value is not what the option's RFC demands
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

    /** What is wrong with a value, null if nothing is. Does not look into option 82. */
    static @Nullable String violation(int code, Octets value) {
        return switch (code) {
            case OptionCode.LEASE_TIME,
                    OptionCode.SERVER_IDENTIFIER,
                    OptionCode.RENEWAL_TIME,
                    OptionCode.REBINDING_TIME,
                    OptionCode.CLIENT_LAST_TRANSACTION_TIME,
                    OptionCode.BASE_TIME,
                    OptionCode.START_TIME_OF_STATE,
                    OptionCode.QUERY_START_TIME,
                    OptionCode.QUERY_END_TIME -> unless(value.length() == 4, code, value, "4 octets");
            case OptionCode.MESSAGE_TYPE, OptionCode.OVERLOAD, OptionCode.DHCP_STATE, OptionCode.DATA_SOURCE ->
                unless(value.length() == 1, code, value, "1 octet");
            case OptionCode.STATUS_CODE -> unless(!value.isEmpty(), code, value, "1 octet or more");
            case OptionCode.ASSOCIATED_IP ->
                unless(!value.isEmpty() && value.length() % 4 == 0, code, value, "4 octets or a multiple of them");
            case OptionCode.VSS -> VirtualSubnet.violation(value);
            default -> null;
        };
    }

    /**
     * Whether a value that a client wrote lacks the form of its option. Nobody is stopped from building such a
     * value: servers pass it on. RFC 2132 sections 3.14, 9.13 and 9.14, RFC 3004 section 4, RFC 4702 section 2.
     */
    static boolean isMalformedByClient(int code, Octets value) {
        return switch (code) {
            case OptionCode.HOST_NAME, OptionCode.VENDOR_CLASS, OptionCode.CLIENT_IDENTIFIER, OptionCode.USER_CLASS ->
                value.isEmpty();
            case OptionCode.CLIENT_FQDN -> !ClientFqdn.isLongEnough(value);
            default -> false;
        };
    }

    private static @Nullable String unless(boolean right, int code, Octets value, String demanded) {
        return right ? null : "option " + code + " must have " + demanded + ", has " + value.length();
    }
}
