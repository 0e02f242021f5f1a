package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.IaAddress;
import net.leasequery.codec.v6.option.IaPrefix;
import net.leasequery.codec.v6.option.IdentityAssociation;
import net.leasequery.codec.v6.option.OpaqueOption;
import net.leasequery.codec.v6.option.RelayForward;

/** Counts the options of a reply that do not have the form of their RFCs. */
final class MalformedOptions {

    private MalformedOptions() {}

    /** Those of a message, and those within its client data, associations, addresses and prefixes. */
    static int in(Dhcpv6Options options) {
        int count = options.rest().isEmpty() ? 0 : 1;
        for (Dhcpv6Option option : options.all()) {
            count += in(option);
        }
        return count;
    }

    /** Those that relay agents wrote. */
    static int in(List<RelayForward> hops) {
        int count = 0;
        for (RelayForward hop : hops) {
            count += in(hop.options());
        }
        return count;
    }

    private static int in(Dhcpv6Option option) {
        if (option instanceof OpaqueOption opaque) {
            return opaque.isMalformed() ? 1 : 0;
        }
        if (option instanceof ClientData client) {
            return in(client.options());
        }
        if (option instanceof IdentityAssociation association) {
            return in(association.options());
        }
        if (option instanceof IaAddress address) {
            return in(address.options());
        }
        return option instanceof IaPrefix prefix ? in(prefix.options()) : 0;
    }
}
