package net.leasequery.requestor.v6;

import java.util.List;
import java.util.function.Function;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.SubscriberId;
import net.leasequery.requestor.binding.RelayInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the relay agents said of a client: each thing as the agent nearest to the client told it. RFC
 * 5007 section 4.1.2.4.
 */
final class Ipv6Relays {

    private Ipv6Relays() {}

    /** What the relay agents told; null if nothing, or nothing that can be read. */
    static @Nullable RelayInfo of(Dhcpv6Options client) {
        LqRelayData data = client.first(LqRelayData.class);
        RelayForward outermost = data == null ? null : data.relayForward();
        if (outermost == null) {
            return null;
        }
        List<RelayForward> hops = outermost.hops();
        return new RelayInfo(
                null,
                linkAddress(hops),
                hops.get(hops.size() - 1).peerAddress().toString(),
                null,
                innermost(hops, RemoteId.class, Ipv6Relays::octets),
                innermost(hops, RelayId.class, id -> id.duid().octets()),
                innermost(hops, SubscriberId.class, SubscriberId::subscriberId),
                innermost(hops, InterfaceId.class, InterfaceId::interfaceId));
    }

    /** As in the option: the enterprise-number, then the rest. */
    private static Octets octets(RemoteId id) {
        return OtherOptions.data(id);
    }

    private static @Nullable String linkAddress(List<RelayForward> hops) {
        Ipv6Address link = null;
        for (RelayForward hop : hops) {
            if (!hop.linkAddress().isUnspecified()) {
                link = hop.linkAddress();
            }
        }
        return link == null ? null : link.toString();
    }

    private static <T extends Dhcpv6Option> @Nullable Octets innermost(
            List<RelayForward> hops, Class<T> kind, Function<T, Octets> value) {
        Octets told = null;
        for (RelayForward hop : hops) {
            T option = hop.options().first(kind);
            if (option != null) {
                told = value.apply(option);
            }
        }
        return told;
    }
}
