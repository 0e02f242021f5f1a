package net.leasequery.requestor.internal.v4;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpState;
import net.leasequery.codec.v4.Dhcpv4Options;
import net.leasequery.codec.v4.OptionCode;
import net.leasequery.codec.v4.OptionCodes;
import net.leasequery.requestor.Client;
import net.leasequery.requestor.RelayInfo;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options that a binding has no field for, as sent. This includes options that their field does not
 * represent in full, such as option 82 with a rare or malformed sub-option. It excludes associated-ip, which has no
 * place in an answer to these queries and is ignored (RFC 7724 section 7.4).
 */
final class OtherOptions {

    /** Options that have a field, and associated-ip. */
    private static final OptionCodes WITH_FIELD = OptionCodes.of(
            OptionCode.HOST_NAME,
            OptionCode.LEASE_TIME,
            OptionCode.MESSAGE_TYPE,
            OptionCode.SERVER_IDENTIFIER,
            OptionCode.RENEWAL_TIME,
            OptionCode.REBINDING_TIME,
            OptionCode.VENDOR_CLASS,
            OptionCode.CLIENT_IDENTIFIER,
            OptionCode.USER_CLASS,
            OptionCode.CLIENT_FQDN,
            OptionCode.RELAY_AGENT_INFORMATION,
            OptionCode.CLIENT_LAST_TRANSACTION_TIME,
            OptionCode.ASSOCIATED_IP,
            OptionCode.STATUS_CODE,
            OptionCode.BASE_TIME,
            OptionCode.START_TIME_OF_STATE,
            OptionCode.DHCP_STATE,
            OptionCode.DATA_SOURCE,
            OptionCode.VSS);

    private final Dhcpv4Options options;
    private final Client client;
    private final @Nullable RelayInfo relay;

    private OtherOptions(Dhcpv4Options options, Client client, @Nullable RelayInfo relay) {
        this.options = options;
        this.client = client;
        this.relay = relay;
    }

    /**
     * Returns the other options of a reply.
     *
     * @param client as read from these options
     * @param relay as read from these options; null if they contain nothing about it
     */
    static Map<Integer, Octets> of(Dhcpv4Options options, Client client, @Nullable RelayInfo relay) {
        OtherOptions others = new OtherOptions(options, client, relay);
        return others.areNone() ? Map.of() : others.collected();
    }

    /** The usual case, without a look at each option: that would take a tenth of the time of a binding. */
    private boolean areNone() {
        return options.malformedCount() == 0
                && options.containsOnly(WITH_FIELD)
                && isAbsentOrShown(OptionCode.HOST_NAME)
                && isAbsentOrShown(OptionCode.VENDOR_CLASS)
                && isAbsentOrShown(OptionCode.USER_CLASS)
                && isAbsentOrShown(OptionCode.CLIENT_FQDN)
                && isAbsentOrShown(OptionCode.RELAY_AGENT_INFORMATION)
                && isAbsentOrShown(OptionCode.DHCP_STATE);
    }

    private boolean isAbsentOrShown(int code) {
        return !options.contains(code) || isShownInFull(code);
    }

    private Map<Integer, Octets> collected() {
        Map<Integer, Octets> others = new HashMap<>();
        for (int i = 0; i < options.count(); i++) {
            int code = options.codeAt(i);
            if (options.isMalformed(code) || !WITH_FIELD.contains(code) || !isShownInFull(code)) {
                others.put(code, Objects.requireNonNull(options.get(code), "it is there"));
            }
        }
        return others;
    }

    /** Whether the field of a well-formed option represents it in full. */
    private boolean isShownInFull(int code) {
        return switch (code) {
            case OptionCode.HOST_NAME -> ClientTexts.isShownInFull(options.get(code), client.hostname());
            case OptionCode.VENDOR_CLASS -> ClientTexts.isShownInFull(options.get(code), client.vendorClass());
            case OptionCode.USER_CLASS -> client.userClass() != null;
            case OptionCode.CLIENT_FQDN -> client.fqdn() != null;
            case OptionCode.RELAY_AGENT_INFORMATION -> Ipv4Relays.isShownInFull(options.relayAgentInformation(), relay);
            case OptionCode.DHCP_STATE -> options.dhcpState() != DhcpState.UNKNOWN;
            default -> true;
        };
    }
}
