package net.leasequery.requestor.internal.v6;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.RelayForward;
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
        RelayForward outermost = client.relayForward();
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
        // By index here and below: an iterator would be created for each binding.
        for (int i = 0; i < hops.size(); i++) {
            Dhcpv6Options options = hops.get(i).options();
            // All octets, that is with its enterprise-number: remote-ids of different enterprises may be equal without
            // it.
            remoteId = orBefore(options.data(OptionCode.REMOTE_ID), remoteId);
            relayId = orBefore(options.data(OptionCode.RELAY_ID), relayId);
            subscriberId = orBefore(options.data(OptionCode.SUBSCRIBER_ID), subscriberId);
            interfaceId = orBefore(options.data(OptionCode.INTERFACE_ID), interfaceId);
        }
        String peer = hops.get(hops.size() - 1).peerAddress().toString();
        return new RelayInfo(null, linkAddress(hops), peer, null, remoteId, relayId, subscriberId, interfaceId);
    }

    /** A value that is absent or empty keeps the value from an agent farther from the client. */
    private static @Nullable Octets orBefore(@Nullable Octets octets, @Nullable Octets before) {
        return octets == null || octets.isEmpty() ? before : octets;
    }

    private static @Nullable String linkAddress(List<RelayForward> hops) {
        Ipv6Address link = null;
        for (int i = 0; i < hops.size(); i++) {
            Ipv6Address reported = hops.get(i).linkAddress();
            if (!reported.isUnspecified()) {
                link = reported;
            }
        }
        return link == null ? null : LINKS.of(link);
    }
}
