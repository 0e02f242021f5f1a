package net.leasequery.requestor;

import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What the relay agent reported about the client's attachment. Absent values are null; octets are as sent.
 *
 * @param giaddr address of the DHCPv4 relay agent
 * @param linkAddress link of the client: DHCPv4 link-selection (RFC 3527) or DHCPv6 link-address
 * @param peerAddress DHCPv6 peer-address
 * @param circuitId RFC 3046 circuit-id
 * @param remoteId RFC 3046 or RFC 4649 remote-id
 * @param relayId RFC 6925 relay-id or RFC 5460 relay-id
 * @param subscriberId RFC 3993 or RFC 4580 subscriber-id
 * @param interfaceId DHCPv6 interface-id
 */
public record RelayInfo(
        @Nullable String giaddr,
        @Nullable String linkAddress,
        @Nullable String peerAddress,
        @Nullable Octets circuitId,
        @Nullable Octets remoteId,
        @Nullable Octets relayId,
        @Nullable Octets subscriberId,
        @Nullable Octets interfaceId) {

    /** Nothing is known. */
    public static final RelayInfo NOTHING = new RelayInfo(null, null, null, null, null, null, null, null);
}
