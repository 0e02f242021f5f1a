package net.leasequery.systemtests.kea;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.leasequery.quickstart.process.FreePort;

/**
 * Two Kea servers that share their leases by Kea's high-availability hook, each with a network of clients of its own, and the
 * link between them, which can be cut while both serve. One thread at a time.
 */
public final class KeaPair implements AutoCloseable {
    private static final int ASSIGNED = 0;

    /** How long {@code perfdhcp} waits for answers that are late, in microseconds. */
    private static final String ANSWER_WAIT = "1000000";

    private static final String MAC = "02:00:00:00:01:%02x";
    private static final int CLIENTS = 64;

    private static final Map<String, ?> SUBNET = Map.of("subnets", List.of(1));

    private final Path chroot;
    private final KeaFamily family;
    private final List<ClientNetwork> networks;
    private final List<PartnerLink> links;
    private final List<KeaServer> servers;

    private KeaPair(
            Path chroot,
            KeaFamily family,
            List<ClientNetwork> networks,
            List<PartnerLink> links,
            List<KeaServer> servers) {
        this.chroot = chroot;
        this.family = family;
        this.networks = List.copyOf(networks);
        this.links = List.copyOf(links);
        this.servers = List.copyOf(servers);
    }

    /** How the two share the work. */
    public enum Mode {
        HOT_STANDBY,
        LOAD_BALANCING;

        /** As Kea calls it, the mode and the state in which it works. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Starts both.
     *
     * @param home of this repository
     * @param name of their files, unique among servers that run at the same time
     * @param pools of each, as JSON
     * @throws UnsupportedOperationException if this machine makes no network namespaces; says why
     */
    public static KeaPair start(Path home, Path chroot, KeaFamily family, Mode mode, String name, String pools)
            throws IOException, InterruptedException {
        List<ClientNetwork> networks =
                List.of(ClientNetwork.up(home, "lqpair1", 1), ClientNetwork.up(home, "lqpair2", 2));
        int onePort = FreePort.next();
        int twoPort = FreePort.next();
        List<PartnerLink> links = List.of(PartnerLink.to(twoPort), PartnerLink.to(onePort));
        String one = place(mode, "server1", direct(onePort), links.get(0).url());
        String two = place(mode, "server2", links.get(1).url(), direct(twoPort));
        KeaOptions options = KeaOptions.leases(0).withPools(pools);
        return new KeaPair(
                chroot,
                family,
                networks,
                links,
                List.of(
                        KeaServer.start(home, chroot, family, name + "-1", on(networks.get(0), options.inPair(one))),
                        KeaServer.start(home, chroot, family, name + "-2", on(networks.get(1), options.inPair(two)))));
    }

    private static String place(Mode mode, String self, String one, String two) {
        return String.join(" ", mode.text(), self, one, two);
    }

    private static String direct(int port) {
        return "http://127.0.0.1:" + port + "/";
    }

    private static KeaOptions on(ClientNetwork network, KeaOptions options) {
        return options.withClientsOn(network.serverInterface());
    }

    /** One of the two, 0 or 1. */
    public KeaServer server(int index) {
        return servers.get(index);
    }

    /** The state in which high availability is at a server, as Kea calls it. */
    public String state(int index) throws IOException {
        JsonNode status = server(index).command("status-get", Map.of());
        return status.at("/high-availability/0/ha-servers/local/state").asText();
    }

    /** Neither server reaches the other any more; clients reach both. */
    public void cut() throws IOException {
        for (PartnerLink link : links) {
            link.cut();
        }
    }

    /** They reach each other again. */
    public void mend() throws IOException {
        for (PartnerLink link : links) {
            link.mend();
        }
    }

    /**
     * Lets clients that reach one server only ask it for leases. A client that has one is given it again.
     *
     * @param index of the server
     * @param first number of the first client, up to 63 with the last
     */
    public void lease(int index, int first, int count) throws IOException, InterruptedException {
        String mac = "mac=" + MAC.formatted(first);
        String clients = Integer.toString(count);
        List<String> common = List.of("-R", clients, "-n", clients, "-r", "50", "-W", ANSWER_WAIT);
        List<String> own = family == KeaFamily.IPV4
                ? List.of("-4", "-b", mac)
                : List.of("-6", "-b", "duid=0003000102000000" + "01%02x".formatted(first), "-b", mac);
        List<String> arguments = new ArrayList<>(own);
        arguments.addAll(common);
        networks.get(index).perfdhcp(chroot, arguments.toArray(String[]::new));
    }

    /** Queries for the leases of all clients over IPv4, as {@code bulk.query.types} wants them. */
    public String hardwareAddressQueries() {
        return IntStream.range(0, CLIENTS)
                .mapToObj(client -> "hw-address:1/" + MAC.formatted(client))
                .collect(Collectors.joining(", "));
    }

    /** The leases in force at a server, by address, as it tells them by its control socket. */
    public Map<String, KeaHold> holds(int index) throws IOException {
        boolean ipv4 = family == KeaFamily.IPV4;
        long now = Instant.now().getEpochSecond();
        Map<String, KeaHold> holds = new HashMap<>();
        JsonNode all = server(index).command(ipv4 ? "lease4-get-all" : "lease6-get-all", SUBNET);
        for (JsonNode lease : all.path("leases")) {
            long transaction = lease.path("cltt").asLong();
            long end = transaction + lease.path("valid-lft").asLong();
            if (lease.path("state").asInt(-1) == ASSIGNED && end > now) {
                String client = lease.path(ipv4 ? "hw-address" : "duid").asText();
                holds.put(lease.path("ip-address").asText(), new KeaHold(client.replace(":", ""), transaction, end));
            }
        }
        return holds;
    }

    @Override
    public void close() throws IOException {
        servers.forEach(KeaServer::close);
        for (PartnerLink link : links) {
            link.close();
        }
        networks.forEach(ClientNetwork::close);
    }
}
