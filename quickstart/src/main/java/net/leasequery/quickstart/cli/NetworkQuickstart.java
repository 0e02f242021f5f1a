package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.process.ProcessFailedException;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.quickstart.table.NetworkComparison;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A run with several servers: shows leases and findings, cuts and heals, and optionally compares. */
final class NetworkQuickstart {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SCENARIO_LIMIT = Duration.ofMinutes(6);

    private final QuickstartSettings settings;
    private final NetworkSite site;
    private final SharedServers servers;
    private final Screen screen;
    private final NetworkLine line;
    private boolean lookUpShown;

    private NetworkQuickstart(QuickstartSettings settings, NetworkSite site, SharedServers servers, Screen screen) {
        this.settings = settings;
        this.site = site;
        this.servers = servers;
        this.screen = screen;
        this.line = new NetworkLine(settings.columns());
    }

    /** Runs the quickstart and returns the exit status. */
    static int run(Installation installation, QuickstartSettings settings, SharedServers servers, Screen screen)
            throws IOException, InterruptedException {
        try (NetworkSite site = new NetworkSite(installation, settings, servers)) {
            try (Steps steps = new Steps(screen)) {
                site.start(steps);
            }
            return new NetworkQuickstart(settings, site, servers, screen).started();
        }
    }

    private int started() throws IOException, InterruptedException {
        if (!settings.check()) {
            line.nextSteps(site.bootstrapServers(), site.registry()).forEach(screen::line);
        }
        try (KafkaTable leases = site.table("leases");
                KafkaTable audit = site.table("audit")) {
            NetworkScenario scenario = new NetworkScenario(
                    servers, site.simulator(), settings.faults().kills(), screen);
            follow(leases, audit, scenario);
            if (screen.isClosed()) {
                return QuickstartCommand.INTERRUPTED;
            }
            return settings.check() ? verdict(scenario) : QuickstartCommand.AGREES;
        } finally {
            screen.status("");
            screen.line("Stopping …");
        }
    }

    private void follow(KafkaTable leases, KafkaTable audit, NetworkScenario scenario)
            throws IOException, InterruptedException {
        NetworkFindings findings = new NetworkFindings(audit);
        Counts counts = new Counts();
        NetworkKills kills = new NetworkKills(
                settings.faults().kills() ? site.mortals() : List.of(),
                settings.servers().seed(),
                screen);
        @Nullable Duration end = settings.duration();
        while (!screen.isClosed() && !(settings.check() && scenario.isOver())) {
            if (!settings.check() && end != null && counts.elapsed().compareTo(end) >= 0) {
                return;
            }
            if (settings.check() && counts.elapsed().compareTo(SCENARIO_LIMIT) > 0) {
                throw new ProcessFailedException("The servers' scenario did not end within "
                        + SCENARIO_LIMIT.toSeconds() + " s: " + site.simulator().control("status"));
            }
            leases.poll(POLL).forEach(record -> {
                if (!settings.check()) {
                    screen.line(line.ofLease(record));
                    tellLookUp(record);
                }
            });
            audit.poll(Duration.ZERO).forEach(record -> screen.line(line.ofFinding(record)));
            screen.status(counts.line(leases.records(), leases.rows().size()));
            if (!leases.rows().isEmpty()) {
                scenario.goOn(findings);
                kills.goOn();
            }
        }
    }

    /** Shows the look-up once there is a lease to look up. */
    private void tellLookUp(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (!lookUpShown) {
            List<String> lines = line.lookUp(record, site.lookup());
            lines.forEach(screen::line);
            lookUpShown = !lines.isEmpty();
        }
    }

    private int verdict(NetworkScenario scenario) throws IOException, InterruptedException {
        try (NetworkVerdict verdict = new NetworkVerdict(site, servers, screen)) {
            boolean agrees = verdict.agrees(new NetworkComparison.Injected(
                    scenario.cutAt(),
                    scenario.healedAt(),
                    scenario.restoredAt(),
                    NetworkSite.GRACE,
                    SharedServers.LEASE,
                    settings.faults().kills()));
            return agrees ? QuickstartCommand.AGREES : QuickstartCommand.DIFFERS;
        }
    }
}
