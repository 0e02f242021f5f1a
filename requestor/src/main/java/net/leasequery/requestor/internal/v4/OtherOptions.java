package net.leasequery.requestor.internal.v4;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.requestor.Client;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options that a binding has no field for, as sent. This includes options that their field does not
 * represent in full, such as option 82 with a rare or malformed sub-option. It excludes associated-ip, which has no
 * place in an answer to these queries and is ignored (RFC 7724 section 7.4).
 */
final class OtherOptions {

    /** By code, whether a field represents each well-formed value in full, or the option is ignored. */
    private static final boolean[] HAS_FIELD = hasField(
            OptionCode.LEASE_TIME,
            OptionCode.MESSAGE_TYPE,
            OptionCode.SERVER_IDENTIFIER,
            OptionCode.RENEWAL_TIME,
            OptionCode.REBINDING_TIME,
            OptionCode.CLIENT_IDENTIFIER,
            OptionCode.CLIENT_LAST_TRANSACTION_TIME,
            OptionCode.ASSOCIATED_IP,
            OptionCode.STATUS_CODE,
            OptionCode.BASE_TIME,
            OptionCode.START_TIME_OF_STATE,
            OptionCode.DATA_SOURCE,
            OptionCode.VSS);

    private OtherOptions() {}

    private static boolean[] hasField(int... codes) {
        boolean[] fields = new boolean[256];
        for (int code : codes) {
            fields[code] = true;
        }
        return fields;
    }

    /**
     * Returns the other options of a reply.
     *
     * @param client as read from these options
     * @param agent option 82 as read from these options; null if there is none or it cannot be read
     */
    static Map<Integer, Octets> of(Dhcpv4Options options, Client client, @Nullable RelayAgentInformation agent) {
        Map<Integer, Octets> others = Map.of();
        for (int i = 0; i < options.count(); i++) {
            int code = options.codeAt(i);
            if (!isShownInFull(code, options, client, agent)) {
                if (others.isEmpty()) {
                    others = new HashMap<>();
                }
                others.put(code, Objects.requireNonNull(options.get(code), "it is there"));
            }
        }
        return others;
    }

    private static boolean isShownInFull(
            int code, Dhcpv4Options options, Client client, @Nullable RelayAgentInformation agent) {
        if (options.malformedCount() > 0 && options.isMalformed(code)) {
            return false;
        }
        if (HAS_FIELD[code]) {
            return true;
        }
        return switch (code) {
            case OptionCode.HOST_NAME -> ClientTexts.isShownInFull(options.get(code), client.hostname());
            case OptionCode.VENDOR_CLASS -> ClientTexts.isShownInFull(options.get(code), client.vendorClass());
            case OptionCode.USER_CLASS -> client.userClass() != null;
            case OptionCode.DHCP_STATE -> options.dhcpState() != DhcpState.UNKNOWN;
            case OptionCode.CLIENT_FQDN -> client.fqdn() != null;
            case OptionCode.RELAY_AGENT_INFORMATION -> isShownInFull(agent);
            default -> false;
        };
    }

    private static boolean isShownInFull(@Nullable RelayAgentInformation information) {
        if (information == null) {
            return false;
        }
        for (int i = 0; i < information.count(); i++) {
            int length = information.lengthAt(i);
            if (length == 0 || !hasField(information.codeAt(i), length)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasField(int code, int length) {
        return switch (code) {
            case RelayAgentInformation.CIRCUIT_ID,
                    RelayAgentInformation.REMOTE_ID,
                    RelayAgentInformation.SUBSCRIBER_ID,
                    RelayAgentInformation.RELAY_ID -> true;
            case RelayAgentInformation.LINK_SELECTION -> length == 4;
            default -> false;
        };
    }
}
