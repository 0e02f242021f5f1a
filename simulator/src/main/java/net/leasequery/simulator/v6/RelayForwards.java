package net.leasequery.simulator.v6;

import java.util.ArrayList;
import java.util.List;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.InterfaceId;
import net.leasequery.codec.v6.option.RelayForward;
import net.leasequery.codec.v6.option.RelayId;
import net.leasequery.codec.v6.option.RelayMessage;
import net.leasequery.codec.v6.option.SubscriberId;
import net.leasequery.simulator.lease.Ipv6Relay;

/**
 * RELAY-FORW as the server last received it from a relay agent, without the client's own message (RFC 5007 section
 * 4.1.2.4).
 */
final class RelayForwards {

    private RelayForwards() {}

    static RelayForward of(Ipv6Relay relay) {
        List<Dhcpv6Option> options = new ArrayList<>();
        if (relay.interfaceId() != null) {
            options.add(new InterfaceId(relay.interfaceId()));
        }
        if (relay.remoteId() != null) {
            options.add(relay.remoteId());
        }
        if (relay.subscriberId() != null) {
            options.add(new SubscriberId(relay.subscriberId()));
        }
        if (relay.relayId() != null) {
            options.add(new RelayId(relay.relayId()));
        }
        if (relay.behind() != null) {
            options.add(new RelayMessage(of(relay.behind()).encode()));
        }
        int hopCount = relay.hops().size() - 1;
        return new RelayForward(hopCount, relay.linkAddress(), relay.peerAddress(), Dhcpv6Options.of(options));
    }
}
