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

    /** What the lines of a report on a broken promise begin with. */
    static final String FAILED = "FAILED: ";

    private final Installation installation;
    private final ConnectCluster cluster;
    private final Path scratch;
    private final Consumer<String> out;

    /**
     * A soak in a cluster that runs and has the connector's plugin.
     *
     * @param scratch folder for tables; created if it is not there
     * @param out takes the lines of the report
     */
    public Soak(Installation installation, ConnectCluster cluster, Path scratch, Consumer<String> out) {
        this.installation = installation;
        this.cluster = cluster;
        this.scratch = scratch;
        this.out = out;
    }

    /**
     * Runs them all, whatever comes of each, and reports: a line of sums after each round, and after it what
     * was found of each schedule that broke the promise, and why records were repeated.
     *
     * @throws IllegalStateException when a round could not be run to its end
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
