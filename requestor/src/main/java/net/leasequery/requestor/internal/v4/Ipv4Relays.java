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

    /**
     * Returns the data from the relay agent; null if none.
     *
     * @param information option 82 of the reply; null if there is none or it cannot be read
     */
    static @Nullable RelayInfo of(DhcpLeaseQueryReply reply, @Nullable RelayAgentInformation information) {
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

    private static @Nullable String text(@Nullable Ipv4Address address) {
        return address == null ? null : AGENTS.of(address);
    }
}
