package net.leasequery.requestor.internal.v6;

import java.util.List;
import java.util.Set;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.UserClass;

/**
 * The options of a client that a binding has no field for, as sent. An option that its field does not show in
 * full, such as a vendor class with its enterprise-number, is among them, and so is one that is malformed, and each
 * instance of one that came more often than the RFCs allow.
 */
final class OtherOptions {

    private static final Set<Integer> WITH_FIELD =
            Set.of(OptionCode.CLIENTID, OptionCode.CLT_TIME, OptionCode.VSS, OptionCode.CLIENT_FQDN);

    private static final Set<Integer> OF_RELAYS_WITH_FIELD =
            Set.of(OptionCode.INTERFACE_ID, OptionCode.REMOTE_ID, OptionCode.SUBSCRIBER_ID, OptionCode.RELAY_ID);

    private OtherOptions() {}

    /**
     * Those beside the leases of a client.
     *
     * @param hops the messages of the relay agents in OPTION_LQ_RELAY_DATA, the outermost first; none if there is
     *     no such option or it cannot be read
     */
    static OptionMap of(Dhcpv6Options options, List<RelayForward> hops) {
        OptionMap others = new OptionMap();
        for (Dhcpv6Option option : options.all()) {
            if (!isLease(option) && (!isShownInFull(option, hops) || isRepeated(option, options))) {
                others.add(option);
            }
        }
        others.addRestOf(options);
        return others;
    }

    /** Those within an identity association, an address or a prefix, but for leases and status. */
    static OptionMap within(Dhcpv6Options options) {
        OptionMap others = new OptionMap();
        for (Dhcpv6Option option : options.all()) {
            if (!isLease(option) && !(option instanceof Status)) {
                others.add(option);
            }
        }
        others.addRestOf(options);
        return others;
    }

    private static boolean isLease(Dhcpv6Option option) {
        return option instanceof IdentityAssociation || option instanceof IaAddress || option instanceof IaPrefix;
    }

    private static boolean isRepeated(Dhcpv6Option option, Dhcpv6Options options) {
        return options.all().stream()
                        .filter(other -> other.optionCode() == option.optionCode())
                        .limit(2)
                        .count()
                > 1;
    }

    private static boolean isShownInFull(Dhcpv6Option option, List<RelayForward> hops) {
        if (option instanceof OpaqueOption) {
            return false;
        }
        if (option instanceof ClientFqdn fqdn) {
            return fqdn.domainName() != null;
        }
        if (option instanceof UserClass user) {
            return ClientTraits.text(user.classes()) != null;
        }
        if (option instanceof LqRelayData) {
            return hops.size() == 1 && isShownInFull(hops.get(0).options());
        }
        return WITH_FIELD.contains(option.optionCode());
    }

    private static boolean isShownInFull(Dhcpv6Options ofRelay) {
        return ofRelay.rest().isEmpty()
                && ofRelay.all().stream().allMatch(option -> isShownByRelay(option) && !isRepeated(option, ofRelay));
    }

    private static boolean isShownByRelay(Dhcpv6Option option) {
        return !(option instanceof OpaqueOption)
                && OF_RELAYS_WITH_FIELD.contains(option.optionCode())
                && !Octets.EMPTY.equals(OptionMap.data(option));
    }
}
