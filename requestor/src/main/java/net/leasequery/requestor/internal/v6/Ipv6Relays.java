package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.Octets;
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
        Octets remoteId = null;
        Octets relayId = null;
        Octets subscriberId = null;
        Octets interfaceId = null;
        for (RelayForward hop : hops) {
            Dhcpv6Options options = hop.options();
            remoteId = told(options.first(RemoteId.class), remoteId);
            relayId = told(options.first(RelayId.class), relayId);
            subscriberId = told(options.first(SubscriberId.class), subscriberId);
            interfaceId = told(options.first(InterfaceId.class), interfaceId);
        }
        String peer = hops.get(hops.size() - 1).peerAddress().toString();
        return new RelayInfo(null, linkAddress(hops), peer, null, remoteId, relayId, subscriberId, interfaceId);
    }

    /** With the enterprise-number, without which it may be that of another. */
    private static @Nullable Octets told(@Nullable RemoteId id, @Nullable Octets before) {
        return id == null ? before : Octets.ofInt((int) id.enterpriseNumber()).concat(id.remoteId());
    }

    private static @Nullable Octets told(@Nullable RelayId id, @Nullable Octets before) {
        return id == null ? before : orBefore(id.duid().octets(), before);
    }

    private static @Nullable Octets told(@Nullable SubscriberId id, @Nullable Octets before) {
        return id == null ? before : orBefore(id.subscriberId(), before);
    }

    private static @Nullable Octets told(@Nullable InterfaceId id, @Nullable Octets before) {
        return id == null ? before : orBefore(id.interfaceId(), before);
    }

    /** What says nothing leaves what an agent farther from the client said. */
    private static @Nullable Octets orBefore(Octets octets, @Nullable Octets before) {
        return octets.isEmpty() ? before : octets;
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
}
