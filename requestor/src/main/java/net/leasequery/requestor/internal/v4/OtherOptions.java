package net.leasequery.requestor.internal.v4;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.ClientFqdn;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.Option;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.RelayAgentInformation;
import org.jspecify.annotations.Nullable;

/**
 * The options that a binding has no field for, as sent. An option that its field does not show in
 * full, such as option 82 with a rare sub-option or one that is malformed, is among them. associated-ip is not: it has no
 * place in an answer to these queries and is ignored (RFC 7724 section 7.4).
 */
final class OtherOptions {

    private static final Set<Integer> WITH_FIELD = Set.of(
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

    private static final Set<Integer> SUB_OPTIONS_WITH_FIELD = Set.of(
            RelayAgentInformation.CIRCUIT_ID,
            RelayAgentInformation.REMOTE_ID,
            RelayAgentInformation.LINK_SELECTION,
            RelayAgentInformation.SUBSCRIBER_ID,
            RelayAgentInformation.RELAY_ID);

    private OtherOptions() {}

    static Map<Integer, Octets> of(Dhcpv4Options options) {
        Map<Integer, Octets> others = Collections.emptyMap();
        for (Option option : options.all()) {
            if (!isShownInFull(option, options)) {
                if (others.isEmpty()) {
                    others = new HashMap<>();
                }
                others.put(option.code(), option.value());
            }
        }
        return others;
    }

    private static boolean isShownInFull(Option option, Dhcpv4Options options) {
        if (options.isMalformed(option.code())) {
            return false;
        }
        return switch (option.code()) {
            case OptionCode.HOST_NAME, OptionCode.VENDOR_CLASS -> ClientTexts.isShownInFull(option.value());
            case OptionCode.USER_CLASS -> ClientTexts.userClass(option.value()) != null;
            case OptionCode.DHCP_STATE -> options.dhcpState() != DhcpState.UNKNOWN;
            case OptionCode.CLIENT_FQDN -> {
                ClientFqdn fqdn = options.clientFqdn();
                yield fqdn != null && fqdn.domainName() != null;
            }
            case OptionCode.RELAY_AGENT_INFORMATION -> isShownInFull(options.relayAgentInformation());
            default -> WITH_FIELD.contains(option.code());
        };
    }

    private static boolean isShownInFull(@Nullable RelayAgentInformation information) {
        return information != null
                && information.subOptions().stream().allMatch(sub -> isShownInFull(sub, information));
    }

    private static boolean isShownInFull(Option sub, RelayAgentInformation information) {
        return SUB_OPTIONS_WITH_FIELD.contains(sub.code())
                && !sub.value().isEmpty()
                && (sub.code() != RelayAgentInformation.LINK_SELECTION || information.linkSelection() != null);
    }
}
