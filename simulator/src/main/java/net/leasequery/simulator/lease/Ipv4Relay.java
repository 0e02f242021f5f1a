package net.leasequery.simulator.lease;

import net.leasequery.codec.Octets;
import net.leasequery.codec.v4.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * What an IPv4 relay agent reported about the client's attachment in the most recent exchange. Null means "never
 * reported".
 *
 * @param giaddr address of the relay agent
 * @param linkSelection link of the client (RFC 3527)
 * @param circuitId port or circuit (RFC 3046)
 * @param remoteId remote end of the circuit (RFC 3046)
 * @param relayId identity of the relay agent (RFC 6925)
 * @param subscriberId subscriber (RFC 3993)
 */
public record Ipv4Relay(
        @Nullable Ipv4Address giaddr,
        @Nullable Ipv4Address linkSelection,
        @Nullable Octets circuitId,
        @Nullable Octets remoteId,
        @Nullable Octets relayId,
        @Nullable Octets subscriberId)
        implements Relay {

    /** An attachment described by circuit-id and remote-id alone, as in most access networks. */
    public static Ipv4Relay circuit(Octets circuitId, Octets remoteId) {
        return new Ipv4Relay(null, null, circuitId, remoteId, null, null);
    }

    /** The same attachment behind this relay agent. */
    public Ipv4Relay through(Ipv4Address newGiaddr, Octets newRelayId) {
        return new Ipv4Relay(newGiaddr, linkSelection, circuitId, remoteId, newRelayId, subscriberId);
    }

    /** The same attachment with these details of the subscriber's line. */
    public Ipv4Relay onLink(Ipv4Address newLinkSelection, Octets newSubscriberId) {
        return new Ipv4Relay(giaddr, newLinkSelection, circuitId, remoteId, relayId, newSubscriberId);
    }
}
