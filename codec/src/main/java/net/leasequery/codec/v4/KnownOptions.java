package net.leasequery.codec.v4;

import net.leasequery.codec.MalformedMessageException;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;

/**
 * The lengths that the RFCs demand of the options which the server itself writes. They are checked
 * once, when options come into being, so that no accessor can fail later. What clients write (names,
 * identifiers, vendor classes) is passed on as it is: a server repeats it unchecked, and one odd
 * client must not cost the binding.
 */
final class KnownOptions {

    private KnownOptions() {}

    /**
     * @param offset of the value in the message
     * @throws MalformedMessageException if the value is not what the option's RFC demands
     */
    static void check(int code, Octets value, int offset) {
        switch (code) {
            case OptionCode.LEASE_TIME,
                    OptionCode.SERVER_IDENTIFIER,
                    OptionCode.RENEWAL_TIME,
                    OptionCode.REBINDING_TIME,
                    OptionCode.CLIENT_LAST_TRANSACTION_TIME,
                    OptionCode.BASE_TIME,
                    OptionCode.START_TIME_OF_STATE,
                    OptionCode.QUERY_START_TIME,
                    OptionCode.QUERY_END_TIME -> requireLength(code, value, 4, offset);
            case OptionCode.MESSAGE_TYPE, OptionCode.OVERLOAD, OptionCode.DHCP_STATE, OptionCode.DATA_SOURCE ->
                requireLength(code, value, 1, offset);
            case OptionCode.STATUS_CODE -> require(!value.isEmpty(), code, value, "1 octet or more", offset);
            case OptionCode.ASSOCIATED_IP ->
                require(
                        !value.isEmpty() && value.length() % 4 == 0,
                        code,
                        value,
                        "4 octets or a multiple of them",
                        offset);
            case OptionCode.VSS -> VirtualSubnet.decode(value, offset);
            case OptionCode.RELAY_AGENT_INFORMATION -> RelayAgentInformationDecoder.decode(value, offset);
            default -> {
                // Any length is right for the rest.
            }
        }
    }

    private static void requireLength(int code, Octets value, int length, int offset) {
        require(value.length() == length, code, value, length == 1 ? "1 octet" : length + " octets", offset);
    }

    private static void require(boolean right, int code, Octets value, String demanded, int offset) {
        if (!right) {
            throw new MalformedMessageException(
                    offset, "option " + code + " must have " + demanded + ", has " + value.length());
        }
    }
}
