package net.leasequery.simulator.report;

import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.codec.v6.option.Ipv6Address;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv4Relay;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTerm;
import net.leasequery.simulator.lease.LeaseType;
import org.jspecify.annotations.Nullable;

/** One lease as one JSON object. */
final class LeaseLine {

    private final Lease lease;
    private final TableView view;
    private final JsonLine json;

    private LeaseLine(Lease lease, TableView view) {
        this.lease = lease;
        this.view = view;
        this.json = new JsonLine(view::shows);
    }

    /** The part of a lease that the view shows. */
    static String of(Lease lease, TableView view) {
        LeaseLine line = new LeaseLine(lease, view);
        line.putAddress();
        line.putClient();
        line.json.put("stateStartTime", lease.stateStart()).put("lastTransactionTime", lease.lastTransaction());
        line.putTerm();
        line.putRelay();
        return line.json.put("remote", lease.remote()).toString();
    }

    /** Name of the VPN; {@code rfc2685:} and the hexadecimal VPN-ID if it has no name; null for the global one. */
    static @Nullable String vpn(Lease lease) {
        VirtualSubnet vpn = lease.vpn();
        if (vpn.isGlobal()) {
            return null;
        }
        String name = vpn.name();
        return name != null ? name : "rfc2685:" + vpn.information().toHex();
    }

    private void putAddress() {
        json.put("vpn", vpn(lease));
        if (lease.address() instanceof LeaseAddress.V6 six) {
            json.put("leaseType", six.type().name());
            if (six.type() == LeaseType.PD) {
                json.put("prefixLength", six.prefix().length());
            }
        }
        json.put("address", lease.address().toString())
                .put("state", lease.state().name());
    }

    private void putClient() {
        if (lease.client() instanceof Ipv4Client client) {
            putHardwareAddress(client.hardwareType(), client.hardwareAddress());
            json.put("clientId", client.clientId())
                    .put("hostname", client.hostname())
                    .put("fqdn", client.fqdn())
                    .put("vendorClass", client.vendorClass())
                    .put("userClass", client.userClass());
        } else if (lease.client() instanceof Ipv6Client client) {
            putHardwareAddress(client.duid());
            json.put("duid", client.duid().octets())
                    .put("iaid", client.iaid())
                    .put("fqdn", client.fqdn())
                    .put("vendorClass", client.vendorClass())
                    .put("userClass", client.userClass());
        }
    }

    private void putHardwareAddress(Duid duid) {
        if (duid instanceof Duid.LinkLayerTime made) {
            putHardwareAddress(made.hardwareType(), made.linkLayerAddress());
        } else if (duid instanceof Duid.LinkLayer made) {
            putHardwareAddress(made.hardwareType(), made.linkLayerAddress());
        }
    }

    private void putHardwareAddress(int type, Octets address) {
        if (!address.isEmpty()) {
            json.put("hardwareType", type)
                    .put("hardwareAddress", address.toHex().replaceAll("(..)(?!$)", "$1:"));
        }
    }

    private void putTerm() {
        LeaseTerm term = lease.term();
        if (term != null) {
            json.put("leaseExpiryTime", term.expiry())
                    .put("renewalTime", term.renewal())
                    .put("rebindingTime", term.rebinding())
                    .put("preferredExpiryTime", term.preferred());
        }
        json.put("infiniteLease", term != null && term.isInfinite());
    }

    private void putRelay() {
        if (lease.relay() instanceof Ipv4Relay relay) {
            json.put(
                    "relay",
                    new JsonLine(view::shows)
                            .put("giaddr", text(relay.giaddr()))
                            .put("linkAddress", text(relay.linkSelection()))
                            .put("circuitId", relay.circuitId())
                            .put("remoteId", relay.remoteId())
                            .put("relayId", relay.relayId())
                            .put("subscriberId", relay.subscriberId()));
        } else if (lease.relay() instanceof Ipv6Relay relay) {
            json.put("relay", hop(relay));
        }
    }

    /**
     * What the agents reported, from the server outwards; each value comes from the agent nearest to the client that
     * reported it.
     */
    private JsonLine hop(Ipv6Relay relay) {
        Ipv6Relay merged = relay;
        for (Ipv6Relay hop : relay.hops()) {
            merged = merged(merged, hop);
        }
        JsonLine line = new JsonLine(view::shows);
        if (!merged.linkAddress().equals(Ipv6Address.UNSPECIFIED)) {
            line.put("linkAddress", merged.linkAddress().toString());
        }
        return line.put("peerAddress", merged.peerAddress().toString())
                .put("interfaceId", merged.interfaceId())
                .put(
                        "remoteId",
                        merged.remoteId() == null
                                ? null
                                : "%08x".formatted(merged.remoteId().enterpriseNumber())
                                        + merged.remoteId().remoteId().toHex())
                .put(
                        "relayId",
                        merged.relayId() == null ? null : merged.relayId().octets())
                .put("subscriberId", merged.subscriberId());
    }

    private static Ipv6Relay merged(Ipv6Relay outer, Ipv6Relay inner) {
        return new Ipv6Relay(
                outer.address(),
                inner.linkAddress().isUnspecified() ? outer.linkAddress() : inner.linkAddress(),
                inner.peerAddress(),
                inner.interfaceId() == null ? outer.interfaceId() : inner.interfaceId(),
                inner.remoteId() == null ? outer.remoteId() : inner.remoteId(),
                inner.relayId() == null ? outer.relayId() : inner.relayId(),
                inner.subscriberId() == null ? outer.subscriberId() : inner.subscriberId(),
                null);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
