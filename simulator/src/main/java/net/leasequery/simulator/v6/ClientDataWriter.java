package net.leasequery.simulator.v6;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import net.leasequery.codec.Octets;
import net.leasequery.codec.v6.option.ClientData;
import net.leasequery.codec.v6.option.ClientFqdn;
import net.leasequery.codec.v6.option.ClientIdentifier;
import net.leasequery.codec.v6.option.CltTime;
import net.leasequery.codec.v6.option.Dhcpv6Option;
import net.leasequery.codec.v6.option.Dhcpv6Options;
import net.leasequery.codec.v6.option.LqRelayData;
import net.leasequery.codec.v6.option.OptionCode;
import net.leasequery.codec.v6.option.UserClass;
import net.leasequery.codec.v6.option.VendorClass;
import net.leasequery.codec.v6.option.Vss;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.lease.Ipv6Relay;
import net.leasequery.simulator.lease.Lease;
import net.leasequery.simulator.lease.LeaseTable;
import org.jspecify.annotations.Nullable;

/**
 * Writes OPTION_CLIENT_DATA: one client with all that it holds on one link (RFC 5007 section 4.4.2). A lease that has
 * ended is sent alone, with lifetimes of 0.
 */
final class ClientDataWriter {

    private final Dhcpv6ServerBehavior behavior;
    private final LeaseTable table;
    private final ClientsOnLinks clients;

    ClientDataWriter(Dhcpv6ServerBehavior behavior, LeaseTable table, ClientsOnLinks clients) {
        this.behavior = behavior;
        this.table = table;
        this.clients = clients;
    }

    /**
     * Returns the data of the client that holds the lease in a slot or, if the lease has ended, held it last.
     *
     * @param requested option codes that are added if they are known
     * @param now server's clock, the base-time of the message
     * @param sent receives the slot of each lease in the option
     * @return null if nobody ever held it
     */
    @Nullable
    ClientData dataOf(int slot, Set<Integer> requested, Instant now, IntConsumer sent) {
        Lease lease = table.get(slot);
        if (!(lease.client() instanceof Ipv6Client client)) {
            return null;
        }
        boolean alone = behavior.isKea() || !lease.isActive();
        Set<Integer> wanted = behavior.isKea() ? Set.of(OptionCode.LQ_RELAY_DATA) : requested;
        List<Lease> leases = new ArrayList<>();
        for (int held : alone ? new int[] {slot} : clients.heldWith(slot)) {
            // RFC 5007 section 4.1.2.2 includes only leases with a lifetime left; a lease that has run out is sent
            // when its own turn comes.
            if (held == slot || Dhcpv6Selection.isInForce(table.get(held), now)) {
                leases.add(table.get(held));
                sent.accept(held);
            }
        }
        List<Dhcpv6Option> options = new ArrayList<>();
        options.add(new ClientIdentifier(client.duid()));
        options.addAll(new LeaseOptions(wanted, now).of(leases));
        Instant heard = lease.lastTransaction();
        options.add(new CltTime(
                heard == null ? 0 : Math.max(0, Duration.between(heard, now).toSeconds())));
        addTraits(options, client, wanted);
        if (lease.relay() instanceof Ipv6Relay relay && wanted.contains(OptionCode.LQ_RELAY_DATA)) {
            options.add(LqRelayData.of(relay.address(), RelayForwards.of(relay)));
        }
        if (!lease.vpn().isGlobal()) {
            options.add(new Vss(lease.vpn()));
        }
        return new ClientData(Dhcpv6Options.of(options));
    }

    private static void addTraits(List<Dhcpv6Option> options, Ipv6Client client, Set<Integer> requested) {
        if (client.fqdn() != null && requested.contains(OptionCode.CLIENT_FQDN)) {
            options.add(ClientFqdn.ofName(ClientFqdn.FLAG_S, client.fqdn()));
        }
        if (client.vendorClass() != null && requested.contains(OptionCode.VENDOR_CLASS)) {
            options.add(VendorClass.of(Ipv6Client.VENDOR_ENTERPRISE, List.of(Octets.ofUtf8(client.vendorClass()))));
        }
        if (client.userClass() != null && requested.contains(OptionCode.USER_CLASS)) {
            options.add(UserClass.of(List.of(Octets.ofUtf8(client.userClass()))));
        }
    }
}
