package net.leasequery.streams.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.simulator.client.Holding;
import net.leasequery.simulator.client.Link;
import net.leasequery.simulator.lease.ConfiguredRange;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseAddress;
import net.leasequery.simulator.lease.LeaseTable;
import org.jspecify.annotations.Nullable;

/** Leases of simulated servers as a connector writes them. */
final class SimulatedBindings {

    private SimulatedBindings() {}

    static void fill(Map<String, @Nullable Object> binding, Lease lease) {
        binding.put("leaseType", lease.address().type().name());
        binding.put("state", lease.state().name());
        binding.put("stateStartTime", lease.stateStart().toEpochMilli());
        binding.put("lastTransactionTime", millis(lease.lastTransaction()));
        binding.put(
                "leaseExpiryTime",
                lease.term() == null ? null : millis(lease.term().expiry()));
        binding.put("remote", lease.remote());
        if (lease.client() instanceof Ipv4Client client) {
            binding.put("hardwareType", client.hardwareType());
            binding.put("hardwareAddress", mac(client));
        } else if (lease.client() instanceof Ipv6Client client) {
            binding.put(
                    "duid",
                    Base64.getEncoder().encodeToString(client.duid().octets().toByteArray()));
            binding.put("iaid", client.iaid());
        }
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }

    static String mac(Holding holding) {
        return mac((Ipv4Client) holding.client());
    }

    static String mac(Ipv4Client client) {
        return client.hardwareAddress().toHex().replaceAll("(..)(?!$)", "$1:");
    }

    static List<Link> links(String... ranges) {
        List<Link> links = new ArrayList<>();
        for (String range : ranges) {
            List<LeaseAddress> addresses = new ArrayList<>();
            new LeaseTable(
                            ConfiguredRange.pools(
                                    Family.IPV4, List.of(new ConfiguredRange(VirtualSubnet.GLOBAL, range))),
                            Instant.EPOCH)
                    .forEach(lease -> addresses.add(lease.address()));
            links.add(new Link(range, addresses));
        }
        return links;
    }
}
