package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RemoteId;
import net.leasequery.codec.v6.option.SubscriberId;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.internal.dialect.RecentTexts;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the relay agents reported about a client: each value comes from the agent nearest to the client that sent
 * it. RFC 5007 section 4.1.2.4.
 */
final class Ipv6Relays {

    private static final RecentTexts<Ipv6Address> LINKS = new RecentTexts<>();

    private Ipv6Relays() {}

    /** Returns the relay agents' messages, the outermost first; none if they are absent or cannot be read. */
    static List<RelayForward> hops(Dhcpv6Options client) {
        LqRelayData data = client.first(OptionCode.LQ_RELAY_DATA, LqRelayData.class);
        RelayForward outermost = data == null ? null : data.relayForward();
        return outermost == null ? List.of() : outermost.hops();
    }

    /** Returns the data from the relay agents; null if none. */
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
            remoteId = reported(options.first(OptionCode.REMOTE_ID, RemoteId.class), remoteId);
            relayId = reported(options.first(OptionCode.RELAY_ID, RelayId.class), relayId);
            subscriberId = reported(options.first(OptionCode.SUBSCRIBER_ID, SubscriberId.class), subscriberId);
            interfaceId = reported(options.first(OptionCode.INTERFACE_ID, InterfaceId.class), interfaceId);
        }
        String peer = hops.get(hops.size() - 1).peerAddress().toString();
        return new RelayInfo(null, linkAddress(hops), peer, null, remoteId, relayId, subscriberId, interfaceId);
    }

    /** Includes the enterprise-number: remote-ids of different enterprises may be equal without it. */
    private static @Nullable Octets reported(@Nullable RemoteId id, @Nullable Octets before) {
        return id == null ? before : Octets.ofInt((int) id.enterpriseNumber()).concat(id.remoteId());
    }

    private static @Nullable Octets reported(@Nullable RelayId id, @Nullable Octets before) {
        return id == null ? before : orBefore(id.duid().octets(), before);
    }

    private static @Nullable Octets reported(@Nullable SubscriberId id, @Nullable Octets before) {
        return id == null ? before : orBefore(id.subscriberId(), before);
    }

    private static @Nullable Octets reported(@Nullable InterfaceId id, @Nullable Octets before) {
        return id == null ? before : orBefore(id.interfaceId(), before);
    }

    /** An empty value keeps the value from an agent farther from the client. */
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
        return link == null ? null : LINKS.of(link);
    }
}
