package net.leasequery.quickstart.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Servers that share their leases.
 *
 * @param kind as in {@code group.<name>.kind} of lease-streams
 * @param names of the servers
 */
record SharedServers(String kind, List<String> names) {
    static final int MOST = 16;

    /** How long a lease lasts. */
    static final Duration LEASE = Duration.ofSeconds(16);

    SharedServers {
        names = List.copyOf(names);
    }

    /** A failover pair. */
    static SharedServers pair() {
        return new SharedServers("failover", List.of("east", "west"));
    }

    /** A group by draft-ietf-dhc-interserver-alt-00. */
    static SharedServers group(int servers) {
        return new SharedServers(
                "interserver",
                IntStream.rangeClosed(1, servers)
                        .mapToObj(number -> "s" + number)
                        .toList());
    }

    boolean isPair() {
        return kind.equals("failover");
    }

    /** The server that is cut from all the others. */
    String cut() {
        return names.get(0);
    }

    /** One of the other servers. */
    String other() {
        return names.get(1);
    }

    /**
     * Options of the simulator. Few addresses, and leases of seconds: a minute shows what takes a day in a real
     * network. A group has more of them, because its servers seldom choose the same address for two clients.
     */
    List<String> simulatorOptions(boolean ipv6) {
        List<String> options = new ArrayList<>(
                isPair() ? List.of("--pair", "--mclt", "3") : List.of("--group", Integer.toString(names.size())));
        options.addAll(List.of("--insecure", "--clients", isPair() ? "24" : "72"));
        options.addAll(List.of("--lease-time", Long.toString(LEASE.toSeconds()), "--range", range(2, ipv6)));
        options.addAll(ipv6 ? List.of("--family", "ipv6") : List.of());
        return options;
    }

    /** The first range, which is on a link of its own. */
    String firstRange(boolean ipv6) {
        return range(1, ipv6);
    }

    private String range(int link, boolean ipv6) {
        return ipv6
                ? "2001:db8:0:" + link + "::/" + (isPair() ? 124 : 122)
                : "10.20." + link + ".0-10.20." + link + "." + (isPair() ? 13 : 41);
    }

    /** Value of {@code bulk.query.types} that covers both links. DHCPv6 has no query for everything. */
    static String linkQueries() {
        return "link-address:2001:db8:0:1::,link-address:2001:db8:0:2::";
    }

    /** Value of {@code dhcp.servers} for servers on consecutive ports. */
    String addresses(int firstPort) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            addresses.add(names.get(i) + "=127.0.0.1:" + (firstPort + i));
        }
        return String.join(",", addresses);
    }
}
