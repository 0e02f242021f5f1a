package net.leasequery.requestor.v6;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.UserClass;
import org.jspecify.annotations.Nullable;

/**
 * The options of a client that a binding has no field for, as sent; of several with one code the first. An
 * option that its field does not show in full, such as a vendor class with its enterprise-number, is among
 * them.
 */
final class OtherOptions {

    private static final Set<Integer> WITH_FIELD = Set.of(
            OptionCode.CLIENTID,
            OptionCode.IA_NA,
            OptionCode.IA_TA,
            OptionCode.IA_PD,
            OptionCode.IAADDR,
            OptionCode.IAPREFIX,
            OptionCode.CLT_TIME,
            OptionCode.VSS);

    private static final Set<Integer> OF_RELAYS_WITH_FIELD =
            Set.of(OptionCode.INTERFACE_ID, OptionCode.REMOTE_ID, OptionCode.SUBSCRIBER_ID, OptionCode.RELAY_ID);

    private OtherOptions() {}

    static Map<Integer, Octets> of(Dhcpv6Options options) {
        Map<Integer, Octets> others = Collections.emptyMap();
        for (Dhcpv6Option option : options.all()) {
            if (!isShownInFull(option, options)) {
                if (others.isEmpty()) {
                    others = new HashMap<>();
                }
                others.putIfAbsent(option.optionCode(), data(option));
            }
        }
        return others;
    }

    /** The data of an option as on the wire. */
    static Octets data(Dhcpv6Option option) {
        ByteBuf out = Unpooled.buffer();
        option.writeData(out);
        return Octets.copyOf(out, out.readerIndex(), out.readableBytes());
    }

    private static boolean isShownInFull(Dhcpv6Option option, Dhcpv6Options options) {
        if (option instanceof ClientFqdn fqdn) {
            return fqdn.domainName() != null;
        }
        if (option instanceof UserClass) {
            return Traits.of(options).userClass() != null;
        }
        if (option instanceof LqRelayData data) {
            return isShownInFull(data.relayForward());
        }
        return WITH_FIELD.contains(option.optionCode());
    }

    private static boolean isShownInFull(@Nullable RelayForward outermost) {
        if (outermost == null) {
            return false;
        }
        List<RelayForward> hops = outermost.hops();
        return hops.size() == 1
                && hops.get(0).options().all().stream()
                        .allMatch(option -> OF_RELAYS_WITH_FIELD.contains(option.optionCode()));
    }
}
