package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.leasequery.quickstart.table.Comparison;
import net.leasequery.quickstart.table.Holding;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.quickstart.table.LeaseTables;
import net.leasequery.quickstart.table.NetworkComparison;
import org.apache.avro.generic.GenericRecord;

/**
 * Compares a network at rest, when clients only renew: each server's bindings with its own table, and leases, findings
 * and history with what the clients remember. One thread.
 */
final class NetworkVerdict implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration READ_LIMIT = Duration.ofMinutes(2);

    /** Leases of clients that have left without a message run out first. */
    private static final Duration COMPARE_LIMIT = Duration.ofSeconds(90);

    private static final int DIFFERENCES_SHOWN = 20;

    private final NetworkSite site;
    private final SharedServers servers;
    private final Screen screen;
    private final KafkaTable bindings;
    private final KafkaTable leases;
    private final KafkaTable findings;
    private final KafkaTable tenures;

    NetworkVerdict(NetworkSite site, SharedServers servers, Screen screen) {
        this.site = site;
        this.servers = servers;
        this.screen = screen;
        this.bindings = site.table("bindings");
        this.leases = site.table("leases");
        this.findings = site.table("audit");
        this.tenures = site.table("history");
    }

    /**
     * Brings the clients to rest, compares until everything agrees or the time limit has passed, and reports.
     *
     * @return whether there was something to compare, and all of it agreed
     */
    boolean agrees(NetworkComparison.Injected injected) throws IOException, InterruptedException {
        screen.status("  comparing …");
        site.simulator().control("settle");
        long deadline = System.nanoTime() + COMPARE_LIMIT.toNanos();
        NetworkComparison comparison = compared(injected);
        List<String> seen = ofServers();
        List<String> unlike = seen;
        while (!(comparison.isEqual() && unlike.isEmpty()) && System.nanoTime() - deadline < 0) {
            bindings.poll(POLL);
            comparison = compared(injected);
            List<String> before = seen;
            seen = ofServers();
            // A renewal between the reading of two tables makes them differ, but not twice in the same way.
            unlike = seen.stream().filter(before::contains).toList();
        }
        screen.status("");
        List<String> differences = new ArrayList<>(comparison.differences());
        differences.addAll(unlike);
        differences.stream().limit(DIFFERENCES_SHOWN).forEach(difference -> screen.line("  " + difference));
        comparison.differences().stream().limit(DIFFERENCES_SHOWN).forEach(this::showBindings);
        screen.line(comparison.toString());
        screen.line("%,d bindings of %d servers, %,d differences"
                .formatted(bindings.rows().size(), servers.names().size(), unlike.size()));
        return differences.isEmpty() && comparison.held() > 0;
    }

    /** Shows the last binding of each server for the address of a difference: who is behind, server or lease-streams? */
    private void showBindings(String difference) {
        List<String> words = List.of(difference.replace(": ", " ").split(" "));
        for (GenericRecord binding : bindings.rows().values()) {
            String address = String.valueOf(binding.get("address"));
            if (words.contains(address)) {
                Object until = binding.get("leaseExpiryTime");
                screen.line("  %s at %s: %s, lease until %s"
                        .formatted(
                                address,
                                binding.get("server"),
                                binding.get("state"),
                                until instanceof Long millis ? Instant.ofEpochMilli(millis) : "unknown"));
            }
        }
    }

    private NetworkComparison compared(NetworkComparison.Injected injected) throws IOException, InterruptedException {
        Instant now = Instant.now();
        List<Holding> holdings = Holding.read(site.holdings());
        return NetworkComparison.of(
                holdings,
                new NetworkComparison.Topics(
                        leases.readToEnd(READ_LIMIT).rows(),
                        findings.readToEnd(READ_LIMIT).rows(),
                        tenures.readToEnd(READ_LIMIT).rows()),
                injected,
                now);
    }

    private List<String> ofServers() throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        for (String server : servers.names()) {
            var table = site.leasesOf(server);
            bindings.readToEnd(READ_LIMIT);
            Comparison.of(table, LeaseTables.ofKafka(bindings, server), Instant.now())
                    .differences()
                    .forEach(difference -> differences.add(server + " " + difference));
        }
        return differences;
    }

    @Override
    public void close() {
        bindings.close();
        leases.close();
        findings.close();
        tenures.close();
    }
}
