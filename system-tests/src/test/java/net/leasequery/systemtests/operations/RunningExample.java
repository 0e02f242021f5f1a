package net.leasequery.systemtests.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.LeasequeryServerBuilder;
import net.leasequery.simulator.server.Profile;
import net.leasequery.systemtests.PolledNetwork;

/**
 * A connector of {@code config-examples} as the file has it, but for what belongs to a site: addresses, folder, brokers,
 * registry, and the prefix of its topics. Each DHCP server that it names is simulated and has the same leases. Ends the
 * servers when closed.
 */
final class RunningExample implements AutoCloseable {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Integer> HOSTS = List.of(11, 12, 13);

    private final String name;
    private final Map<String, String> configuration;
    private final PolledNetwork network;
    private final List<LeasequeryServer> servers = new ArrayList<>();
    private final List<String> serverNames = new ArrayList<>();

    private RunningExample(String name, Map<String, String> configuration) {
        this.name = name;
        this.configuration = configuration;
        this.network = new PolledNetwork(isIpv6() ? Family.IPV6 : Family.IPV4);
    }

    /**
     * Reads an example and starts its servers.
     *
     * @param file in {@code config-examples}
     * @param site what the example expects in {@code /etc/leasequery}
     */
    static RunningExample of(Path file, SiteFiles site, ConnectCluster cluster) throws IOException {
        return of(file, site, cluster, nameOf(file));
    }

    /** As {@link #of(Path, SiteFiles, ConnectCluster)}, under another name than the file's. */
    static RunningExample of(Path file, SiteFiles site, ConnectCluster cluster, String name) throws IOException {
        JsonNode config = new ObjectMapper().readTree(file.toFile()).path("config");
        Map<String, String> configuration = new TreeMap<>();
        config.properties()
                .forEach(entry -> configuration.put(
                        entry.getKey(), ofThisSite(entry.getValue().asText(), name, site, cluster)));
        // Not on Maven Central: the worker's own converter writes Avro in the same wire format
        if (configuration.getOrDefault("value.converter", "").startsWith("io.confluent.")) {
            configuration
                    .keySet()
                    .removeIf(key -> key.startsWith("key.converter") || key.startsWith("value.converter"));
        }
        RunningExample example = new RunningExample(name, configuration);
        example.startServers(site);
        return example;
    }

    private static String nameOf(Path file) {
        return "example-" + file.getFileName().toString().replace(".json", "");
    }

    private static String ofThisSite(String value, String name, SiteFiles site, ConnectCluster cluster) {
        return value.replace("/etc/leasequery", site.folder().toString())
                .replace(
                        "http://localhost:8080/apis/registry/v2",
                        cluster.registry().apicurioApi().toString())
                .replace("localhost:9092", cluster.worker().bootstrapServers())
                .replace("campus", name);
    }

    private void startServers(SiteFiles site) throws IOException {
        List<String> addresses = new ArrayList<>();
        for (String server : configuration.getOrDefault("dhcp.servers", "").split(",", -1)) {
            String[] nameAndHost = server.split("=", 2);
            boolean literal = nameAndHost[1].startsWith("[");
            LeasequeryServer started = server(site)
                    .bind(InetAddress.getByName(literal ? "::1" : "127.0.0.1"))
                    .start();
            servers.add(started);
            serverNames.add(nameAndHost[0]);
            HOSTS.forEach(
                    host -> started.leases().bind(network.address(host), network.client(host), network.relay(), HOUR));
            addresses.add(nameAndHost[0] + "=" + (literal ? "[::1]:" : "127.0.0.1:") + started.port());
        }
        configuration.put("dhcp.servers", String.join(",", addresses));
    }

    private LeasequeryServerBuilder server(SiteFiles site) {
        LeasequeryServerBuilder server = LeasequeryServer.builder().family(network.family());
        if (isIpv6()) {
            server.range("2001:db8:0:1::/120").range("2001:db8:0:2::/120");
        } else {
            server.range("10.30.0.0/24");
        }
        if (configuration.getOrDefault("query.mode", "active").equals("bulk")) {
            return server.profile(Profile.KEA).insecure();
        }
        server.activeLeasequery();
        return isSecure() ? server.secure(site.serverMode()) : server.insecure();
    }

    private boolean isSecure() {
        return !configuration.getOrDefault("security.protocol", "SSL").equals("PLAINTEXT");
    }

    private boolean isIpv6() {
        return configuration.getOrDefault("dhcp.family", "ipv4").equals("ipv6");
    }

    /** The connector's name, and the prefix of its topics. */
    String name() {
        return name;
    }

    Map<String, String> configuration() {
        return configuration;
    }

    /** One for each server. */
    int tasks() {
        return servers.size();
    }

    /** Every address that is leased, as {@code server address}. */
    List<String> leased() {
        return serverNames.stream()
                .flatMap(server -> HOSTS.stream().map(host -> server + " " + network.address(host)))
                .toList();
    }

    /** Ends the first lease of the first server; which it was. */
    String release() {
        String address = network.address(HOSTS.get(0));
        servers.get(0).leases().release(address);
        return serverNames.get(0) + " " + address;
    }

    /** Gives the second lease of the first server to the client {@code 02:00:00:00:00:63}; which it was. */
    String bindAnew() {
        String address = network.address(HOSTS.get(1));
        servers.get(0).leases().release(address);
        servers.get(0).leases().bind(address, network.client(0x63), network.relay(), HOUR);
        return serverNames.get(0) + " " + address;
    }

    @Override
    public void close() {
        servers.forEach(LeasequeryServer::close);
    }
}
