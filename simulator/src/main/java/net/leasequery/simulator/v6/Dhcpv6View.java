package net.leasequery.simulator.v6;

import java.util.Set;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.report.TableView;

/** What a requestor of DHCPv6 can make of the lease table: the protocol knows no start of a state. */
final class Dhcpv6View {

    private static final Set<String> KEYS = Set.of(
            "vpn",
            "leaseType",
            "prefixLength",
            "address",
            "state",
            "duid",
            "iaid",
            "fqdn",
            "vendorClass",
            "userClass",
            "lastTransactionTime",
            "leaseExpiryTime",
            "preferredExpiryTime",
            "renewalTime",
            "rebindingTime",
            "infiniteLease",
            "relay",
            "linkAddress",
            "peerAddress",
            "interfaceId",
            "remoteId",
            "relayId",
            "subscriberId");

    private Dhcpv6View() {}

    static TableView of(Dhcpv6Manners.Kind kind) {
        return switch (kind) {
            case RFC_7653 -> new TableView(lease -> true, KEYS);
            case RFC_5460, KEA -> new TableView(Lease::isActive, KEYS);
        };
    }
}
