package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;

/** Counts the options of a reply that do not have the format of their RFCs. */
final class MalformedOptions {

    private MalformedOptions() {}

    /** Counts those of a message and of its client data, associations, addresses and prefixes. */
    static int in(Dhcpv6Options options) {
        if (options.isKnownToBeWellFormed()) {
            return 0;
        }
        int count = options.rest().isEmpty() ? 0 : 1;
        for (int i = 0; i < options.count(); i++) {
            count += in(options.codeAt(i), options.at(i));
        }
        return count;
    }

    /** Counts those that relay agents wrote. */
    static int in(List<RelayForward> hops) {
        int count = 0;
        for (RelayForward hop : hops) {
            count += in(hop.options());
        }
        return count;
    }

    private static int in(int code, Dhcpv6Option option) {
        if (option instanceof OpaqueOption opaque) {
            return opaque.isMalformed() ? 1 : 0;
        }
        // By code, because testing one class after the other is slower, and nearly no option contains options.
        return switch (code) {
            case OptionCode.CLIENT_DATA -> in(((ClientData) option).options());
            case OptionCode.IA_NA, OptionCode.IA_TA, OptionCode.IA_PD -> in(((IdentityAssociation) option).options());
            case OptionCode.IAADDR -> in(((IaAddress) option).options());
            case OptionCode.IAPREFIX -> in(((IaPrefix) option).options());
            default -> 0;
        };
    }
}
