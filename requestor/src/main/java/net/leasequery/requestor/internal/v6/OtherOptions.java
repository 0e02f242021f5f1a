package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.Status;
import net.leasequery.codec.v6.option.SubscriberId;
import net.leasequery.codec.v6.option.UserClass;

/**
 * The options of a client that a binding has no field for, as sent. An option that its field does not show in
 * full, such as a vendor class with its enterprise-number, is among them, and so is one that is malformed, and each
 * instance of one that came more often than the RFCs allow.
 */
final class OtherOptions {

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
        int instances = 0;
        for (Dhcpv6Option other : options.all()) {
            if (other.optionCode() == option.optionCode()) {
                instances++;
            }
        }
        return instances > 1;
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
        return switch (option.optionCode()) {
            case OptionCode.CLIENTID, OptionCode.CLT_TIME, OptionCode.VSS -> true;
            default -> false;
        };
    }

    private static boolean isShownInFull(Dhcpv6Options ofRelay) {
        if (!ofRelay.rest().isEmpty()) {
            return false;
        }
        for (Dhcpv6Option option : ofRelay.all()) {
            if (!isShownByRelay(option) || isRepeated(option, ofRelay)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShownByRelay(Dhcpv6Option option) {
        if (option instanceof InterfaceId told) {
            return !told.interfaceId().isEmpty();
        }
        if (option instanceof SubscriberId told) {
            return !told.subscriberId().isEmpty();
        }
        if (option instanceof RelayId told) {
            return !told.duid().octets().isEmpty();
        }
        // It has an enterprise-number at least.
        return option instanceof RemoteId;
    }
}
