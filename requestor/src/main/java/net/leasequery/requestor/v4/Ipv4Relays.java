package net.leasequery.requestor.v4;

import net.leasequery.codec.v4.Ipv4Address;
import net.leasequery.codec.v4.LeasequeryReply;
import net.leasequery.codec.v4.RelayAgentInformation;
import net.leasequery.requestor.binding.RelayInfo;
import org.jspecify.annotations.Nullable;

/** Reads the relay agent's part of a reply: giaddr and option 82. RFC 3046. */
final class Ipv4Relays {

    private Ipv4Relays() {}

    /** What the relay agent told; null if nothing. */
    static @Nullable RelayInfo of(LeasequeryReply reply) {
        Ipv4Address giaddr = reply.header().giaddr();
        RelayAgentInformation information = reply.options().relayAgentInformation();
        if (information == null) {
            return giaddr.isUnspecified()
                    ? null
                    : new RelayInfo(giaddr.toString(), null, null, null, null, null, null, null);
        }
        return new RelayInfo(
                text(giaddr.isUnspecified() ? null : giaddr),
                text(information.linkSelection()),
                null,
                information.circuitId(),
                information.remoteId(),
                information.relayId(),
                information.subscriberId(),
                null);
    }

    private static @Nullable String text(@Nullable Ipv4Address address) {
        return address == null ? null : address.toString();
    }
}
