package net.leasequery.simulator.v6;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.report.TableView;

/** What a DHCPv6 requestor can know of the lease table: the protocol has no start of a state. */
final class Dhcpv6View {

    private static final Set<String> KEYS_OF_KEA = Set.of(
            "leaseType",
            "prefixLength",
            "address",
            "state",
            "hardwareType",
            "hardwareAddress",
            "duid",
            "lastTransactionTime",
            "leaseExpiryTime",
            "preferredExpiryTime",
            "infiniteLease",
            "relay",
            "linkAddress",
            "peerAddress",
            "interfaceId",
            "remoteId",
            "relayId",
            "subscriberId");

    private static final Set<String> KEYS =
            with(KEYS_OF_KEA, "vpn", "iaid", "fqdn", "vendorClass", "userClass", "renewalTime", "rebindingTime");

    private Dhcpv6View() {}

    static TableView of(Dhcpv6ServerBehavior.Kind kind) {
        return switch (kind) {
            case RFC_7653 -> new TableView(lease -> true, KEYS);
            case RFC_5460 -> new TableView(Lease::isActive, KEYS);
            case KEA -> new TableView(Lease::isActive, KEYS_OF_KEA);
        };
    }

    private static Set<String> with(Set<String> keys, String... more) {
        Set<String> all = new HashSet<>(keys);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
