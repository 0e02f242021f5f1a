package net.leasequery.simulator.lease;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.codec.v6.option.RemoteId;
import org.jspecify.annotations.Nullable;

/**
 * A relay agent on the path of an IPv6 client's last message, as the server sees it, and the next agent behind it, if
 * any. Null means "never reported".
 *
 * @param address from which the message came
 * @param linkAddress link of the client; {@code ::} from an agent that cannot tell, such as a switch (RFC 6221)
 * @param peerAddress from which the agent received it: the client or the agent behind
 * @param interfaceId interface-id (option 18)
 * @param remoteId remote-id (option 37)
 * @param relayId identity of the agent (option 53)
 * @param subscriberId subscriber (option 38)
 * @param behind the next agent on the way to the client
 */
public record Ipv6Relay(
        Ipv6Address address,
        Ipv6Address linkAddress,
        Ipv6Address peerAddress,
        @Nullable Octets interfaceId,
        @Nullable RemoteId remoteId,
        @Nullable Duid relayId,
        @Nullable Octets subscriberId,
        @Nullable Ipv6Relay behind)
        implements Relay {

    /** An agent of which only the addresses are known. */
    public static Ipv6Relay at(Ipv6Address address, Ipv6Address linkAddress, Ipv6Address peerAddress) {
        return new Ipv6Relay(address, linkAddress, peerAddress, null, null, null, null, null);
    }

    /** The same agent with its information about the client's line. */
    public Ipv6Relay onLine(@Nullable Octets newInterfaceId, @Nullable RemoteId newRemoteId) {
        return new Ipv6Relay(
                address, linkAddress, peerAddress, newInterfaceId, newRemoteId, relayId, subscriberId, behind);
    }

    /** The same agent with its identity. */
    public Ipv6Relay withRelayId(Duid newRelayId) {
        return new Ipv6Relay(
                address, linkAddress, peerAddress, interfaceId, remoteId, newRelayId, subscriberId, behind);
    }

    /** The same agent with the subscriber. */
    public Ipv6Relay withSubscriberId(Octets newSubscriberId) {
        return new Ipv6Relay(
                address, linkAddress, peerAddress, interfaceId, remoteId, relayId, newSubscriberId, behind);
    }

    /** The same agent with another one behind it. */
    public Ipv6Relay before(Ipv6Relay newBehind) {
        return new Ipv6Relay(
                address, linkAddress, peerAddress, interfaceId, remoteId, relayId, subscriberId, newBehind);
    }

    /** This agent and those behind it, the one nearest to the server first. */
    public List<Ipv6Relay> hops() {
        List<Ipv6Relay> hops = new ArrayList<>();
        for (Ipv6Relay hop = this; hop != null; hop = hop.behind) {
            hops.add(hop);
        }
        return hops;
    }
}
