package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;

/** Runs schedules round by round in one cluster, and adds up. */
public final class Soak {

    /** Prefix of the lines that report a broken promise. */
    static final String FAILED = "FAILED: ";

    private final Installation installation;
    private final ConnectCluster cluster;
    private final Path scratch;
    private final Consumer<String> out;

    /**
     * Creates a soak in a running cluster that has the connector's plugin.
     *
     * @param scratch folder for tables; created if it does not exist
     * @param out receives the lines of the report
     */
    public Soak(Installation installation, ConnectCluster cluster, Path scratch, Consumer<String> out) {
        this.installation = installation;
        this.cluster = cluster;
        this.scratch = scratch;
        this.out = out;
    }

    /**
     * Runs all schedules, regardless of their outcomes, and reports: after each round a line of sums, the findings
     * about each schedule that broke the promise, and the causes of repeated records.
     *
     * @throws IllegalStateException if a round could not be run to its end
     */
    public Tally run(SoakSettings settings) throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        String family = Network.word(settings.family());
        out.accept("%s, seed %d: %d schedules, %d at a time"
                .formatted(family, settings.seed(), settings.schedules(), settings.parallel()));
        out.accept("%-6s %s".formatted("family", Tally.HEADING));
        Tally sum = Tally.NONE;
        RepeatCauses causes = new RepeatCauses();
        for (int done = 0; done < settings.schedules(); done += settings.parallel()) {
            Round round = round(settings, done, Math.min(settings.schedules(), done + settings.parallel()));
            List<Outcome> outcomes = round.run();
            for (Outcome outcome : outcomes) {
                sum = sum.plus(outcome.tally());
                causes.add(outcome.causes());
            }
            out.accept("%-6s %s".formatted(family, sum));
            outcomes.forEach(outcome -> report(outcome, round));
            report(sum, causes);
        }
        return sum;
    }

    private void report(Tally sum, RepeatCauses causes) {
        out.accept("%,d of %,d records (%.2f %%) repeat an earlier one:%n%s"
                .formatted(sum.duplicates(), sum.records(), sum.shareOfDuplicates(), causes.table(sum.records())));
    }

    private Round round(SoakSettings settings, int from, int to) {
        List<Schedule> schedules = new ArrayList<>();
        for (int i = from; i < to; i++) {
            schedules.add(
                    Schedule.random(settings.family(), settings.seed() + i, settings.faults(), settings.length()));
        }
        return new Round(installation, cluster, scratch, schedules, settings.length());
    }

    private void report(Outcome outcome, Round round) {
        if (outcome.failure() != null) {
            out.accept(FAILED + outcome.failure() + "\n    cluster: " + round.clusterFaults());
        }
    }
}
