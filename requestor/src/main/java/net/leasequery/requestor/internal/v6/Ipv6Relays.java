package net.leasequery.requestor.internal.v6;

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
import net.leasequery.requestor.RelayInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the relay agents said of a client: each thing as the agent nearest to the client told it. RFC
 * 5007 section 4.1.2.4.
 */
final class Ipv6Relays {

    private Ipv6Relays() {}

    /** The relay agents' messages, the outermost first; none if nothing was told, or nothing that can be read. */
    static List<RelayForward> hops(Dhcpv6Options client) {
        LqRelayData data = client.first(LqRelayData.class);
        RelayForward outermost = data == null ? null : data.relayForward();
        return outermost == null ? List.of() : outermost.hops();
    }

    /** What the relay agents told; null if nothing. */
    static @Nullable RelayInfo of(List<RelayForward> hops) {
        if (hops.isEmpty()) {
            return null;
        }
        return new RelayInfo(
                null,
                linkAddress(hops),
                hops.get(hops.size() - 1).peerAddress().toString(),
                null,
                innermost(hops, RemoteId.class, Ipv6Relays::whole),
                innermost(hops, RelayId.class, id -> id.duid().octets()),
                innermost(hops, SubscriberId.class, SubscriberId::subscriberId),
                innermost(hops, InterfaceId.class, InterfaceId::interfaceId));
    }

    /** With the enterprise-number, without which it may be that of another. */
    private static Octets whole(RemoteId id) {
        return Octets.ofInt((int) id.enterpriseNumber()).concat(id.remoteId());
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
            Octets octets = option == null ? Octets.EMPTY : value.apply(option);
            if (!octets.isEmpty()) {
                told = octets;
            }
        }
        return told;
    }
}
