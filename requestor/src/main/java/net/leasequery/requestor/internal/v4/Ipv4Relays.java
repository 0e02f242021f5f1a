package net.leasequery.requestor.internal.v4;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.DhcpLeaseQueryReply;
import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.requestor.RelayInfo;
import org.jspecify.annotations.Nullable;

/** Reads the relay agent's part of a reply: giaddr and option 82. RFC 3046. */
final class Ipv4Relays {

    private Ipv4Relays() {}

    /** What the relay agent told; null if nothing. */
    static @Nullable RelayInfo of(DhcpLeaseQueryReply reply) {
        Ipv4Address giaddr = reply.header().giaddr();
        RelayAgentInformation information = reply.options().relayAgentInformation();
        RelayInfo told = new RelayInfo(
                text(giaddr.isUnspecified() ? null : giaddr),
                information == null ? null : text(information.linkSelection()),
                null,
                subOption(information, RelayAgentInformation.CIRCUIT_ID),
                subOption(information, RelayAgentInformation.REMOTE_ID),
                subOption(information, RelayAgentInformation.RELAY_ID),
                subOption(information, RelayAgentInformation.SUBSCRIBER_ID),
                null);
        return told.equals(RelayInfo.NOTHING) ? null : told;
    }

    private static @Nullable Octets subOption(@Nullable RelayAgentInformation information, int code) {
        return information == null ? null : ClientTexts.octets(information.get(code));
    }

    private static @Nullable String text(@Nullable Ipv4Address address) {
        return address == null ? null : address.toString();
    }
}
