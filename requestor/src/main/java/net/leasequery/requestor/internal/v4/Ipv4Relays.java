package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.requestor.RelayInfo;
import net.leasequery.requestor.internal.dialect.RecentTexts;
import org.jspecify.annotations.Nullable;

/** Reads the relay agent's part of a reply: giaddr and option 82. RFC 3046. */
final class Ipv4Relays {

    private static final RecentTexts<Ipv4Address> AGENTS = new RecentTexts<>();

    private Ipv4Relays() {}

    /** Returns the data from the relay agent; null if none. */
    static @Nullable RelayInfo of(DhcpLeaseQueryReply reply) {
        RelayAgentInformation information = reply.options().relayAgentInformation();
        Ipv4Address giaddr = reply.header().giaddr();
        String agent = giaddr.isUnspecified() ? null : AGENTS.of(giaddr);
        if (information == null) {
            return agent == null ? null : new RelayInfo(agent, null, null, null, null, null, null, null);
        }
        String link = text(information.linkSelection());
        Octets circuitId = ClientTexts.octets(information.circuitId());
        Octets remoteId = ClientTexts.octets(information.remoteId());
        Octets relayId = ClientTexts.octets(information.relayId());
        Octets subscriberId = ClientTexts.octets(information.subscriberId());
        boolean nothing = agent == null
                && link == null
                && circuitId == null
                && remoteId == null
                && relayId == null
                && subscriberId == null;
        return nothing ? null : new RelayInfo(agent, link, null, circuitId, remoteId, relayId, subscriberId, null);
    }

    /**
     * Whether these fields represent option 82 in full: each of its sub-options became one of them.
     *
     * @param relay as {@link #of} has made it from this option
     */
    static boolean isShownInFull(@Nullable RelayAgentInformation information, @Nullable RelayInfo relay) {
        if (information == null || relay == null) {
            return false;
        }
        int shown = one(relay.linkAddress())
                + one(relay.circuitId())
                + one(relay.remoteId())
                + one(relay.relayId())
                + one(relay.subscriberId());
        return shown == information.count();
    }

    private static int one(@Nullable Object field) {
        return field == null ? 0 : 1;
    }

    private static @Nullable String text(@Nullable Ipv4Address address) {
        return address == null ? null : AGENTS.of(address);
    }
}
