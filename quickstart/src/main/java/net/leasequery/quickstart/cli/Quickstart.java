package net.leasequery.quickstart.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.leasequery.quickstart.cluster.ConnectRestException;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.process.FolderTree;
import net.leasequery.quickstart.process.ProcessFailedException;
import net.leasequery.quickstart.table.Comparison;
import net.leasequery.quickstart.table.KafkaTable;
import net.leasequery.quickstart.table.LeaseTables;
import net.leasequery.quickstart.table.Row;
import net.leasequery.quickstart.table.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * One run of the quickstart: starts the processes, shows or counts arriving bindings, compares if requested, and
 * ends.
 */
final class Quickstart {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);
    private static final Duration STANDSTILL = Duration.ofSeconds(5);
    private static final Duration READ_LIMIT = Duration.ofMinutes(2);
    private static final int DIFFERENCES_SHOWN = 20;

    /** The name of the server in {@code config-examples/quickstart.json} and its IPv6 counterpart. */
    private static final String SERVER = "lab";

    private final Installation installation;
    private final QuickstartSettings settings;
    private final Screen screen;

    Quickstart(Installation installation, QuickstartSettings settings, Screen screen) {
        this.installation = installation;
        this.settings = settings;
        this.screen = screen;
    }

    /** Runs the quickstart and returns the exit status. */
    int run() throws IOException {
        screen.line("Files in " + settings.files().folder());
        int status = ended();
        if (status == QuickstartCommand.FAILED || settings.files().keep()) {
            screen.line("The files are kept in " + settings.files().folder());
        } else {
            FolderTree.delete(settings.files().folder());
        }
        return status;
    }

    private int ended() throws IOException {
        try {
            SharedServers shared = settings.servers().shared();
            return shared == null ? oneServer() : NetworkQuickstart.run(installation, settings, shared, screen);
        } catch (InterruptedException interrupted) {
            // Caught outside the body of the try block, so all resources are closed by now.
            screen.line("Interrupted.");
            return QuickstartCommand.INTERRUPTED;
        } catch (ProcessFailedException | ConnectRestException | IOException failure) {
            screen.line("FAILED: " + failure.getMessage());
            return QuickstartCommand.FAILED;
        }
    }

    private int oneServer() throws IOException, InterruptedException {
        try (Site site = new Site(installation, settings)) {
            return started(site);
        }
    }

    private int started(Site site) throws IOException, InterruptedException {
        try (Steps steps = new Steps(screen)) {
            site.start(steps);
        }
        if (!settings.check()) {
            site.nextSteps().lines().forEach(screen::line);
        }
        try (KafkaTable bindings = site.table("bindings");
                FaultOnRequest fault = settings.faults().fault() == null
                        ? null
                        : new FaultOnRequest(
                                site.simulator(), site.table("events"), settings.duration(), settings.columns())) {
            follow(bindings, fault);
            if (screen.isClosed()) {
                return QuickstartCommand.INTERRUPTED;
            }
            return settings.check() ? verdict(site, bindings) : QuickstartCommand.AGREES;
        } finally {
            screen.status("");
            screen.line("Stopping …");
        }
    }

    private void follow(KafkaTable bindings, @Nullable FaultOnRequest fault) throws IOException, InterruptedException {
        BindingLine line =
                new BindingLine(settings.columns(), settings.servers().ipv6());
        if (!settings.check()) {
            screen.line("Bindings as they arrive; of the snapshot only the first, the others are counted.");
            screen.line(line.heading());
        }
        ArrivingBindings arriving = new ArrivingBindings(line);
        Counts counts = new Counts();
        Duration nextCounts = BETWEEN_COUNTS;
        @Nullable Duration end = settings.duration();
        while (!screen.isClosed()
                && (end == null
                        || counts.elapsed().compareTo(end) < 0
                        || (fault != null && fault.isUnderWay(counts.elapsed())))) {
            if (fault != null) {
                fault.step(counts.elapsed()).forEach(screen::line);
            }
            var arrived = bindings.poll(POLL);
            if (!settings.check()) {
                arriving.lines(arrived).forEach(screen::line);
            }
            String totals = counts.line(bindings.records(), bindings.rows().size());
            screen.status(totals);
            if (!screen.isTerminal() && counts.elapsed().compareTo(nextCounts) >= 0) {
                screen.line(totals);
                nextCounts = nextCounts.plus(BETWEEN_COUNTS);
            }
        }
    }

    /** Compares until the tables agree, or until nothing more arrives that could make them agree. */
    private int verdict(Site site, KafkaTable bindings) throws IOException, InterruptedException {
        screen.status("  comparing …");
        site.simulator().quiesce();
        var server = LeaseTables.ofSimulator(site.simulator().table());
        long seen = -1;
        long lastArrival = System.nanoTime();
        Comparison comparison = compared(server, bindings);
        while (!comparison.isEqual() && System.nanoTime() - lastArrival < STANDSTILL.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            comparison = compared(server, bindings);
            if (bindings.records() != seen) {
                seen = bindings.records();
                lastArrival = System.nanoTime();
            }
        }
        screen.status("");
        comparison.differences().stream()
                .limit(DIFFERENCES_SHOWN)
                .forEach(difference -> screen.line("  " + difference));
        screen.line("%s (%,d records read)".formatted(comparison, bindings.records()));
        return comparison.isEqual() && comparison.bindings() > 0 ? QuickstartCommand.AGREES : QuickstartCommand.DIFFERS;
    }

    private static Comparison compared(Map<RowKey, Row> server, KafkaTable bindings) throws InterruptedException {
        return Comparison.of(server, LeaseTables.ofKafka(bindings.readToEnd(READ_LIMIT), SERVER), Instant.now());
    }
}
