package net.leasequery.systemtests.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.leasequery.simulator.fault.ConnectionFault;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.FaultScript;
import net.leasequery.simulator.fault.Harm;
import net.leasequery.simulator.fault.Moment;
import net.leasequery.simulator.fault.Target;
import net.leasequery.simulator.lease.Family;

/**
 * What happens to one server and to the connector that follows it: a function of the seed.
 *
 * @param serverFaults faults of connections and of the whole server
 * @param connectorFaults in order of time
 */
record Schedule(long seed, Setting setting, FaultScript serverFaults, List<Timed<ConnectorFault>> connectorFaults) {

    private static final int SERVER_FAULTS_PER_CONNECTOR_FAULT = 6;

    private static final int LATE_NEWS_ONE_IN = 3;

    /** Pause between two messages: at most twenty per second. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** With a margin for the transit time of messages. */
    private static final Duration UNNOTICED_STEP = Duration.ofSeconds(70);

    Schedule {
        connectorFaults = Timed.inOrder(connectorFaults);
    }

    /**
     * Draws a schedule.
     *
     * @param family of server and connector
     * @param faults how many at most, of server and connector together
     * @param length all of them begin within it
     */
    static Schedule random(Family family, long seed, int faults, Duration length) {
        // Consecutive seeds would otherwise begin with the same choices
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Setting setting = Setting.random(family, seed, random);
        int ofConnector = faults / SERVER_FAULTS_PER_CONNECTOR_FAULT;
        List<Timed<ConnectorFault>> connectorFaults = new ArrayList<>();
        for (int i = 0; i < ofConnector; i++) {
            ConnectorFault[] kinds = ConnectorFault.values();
            connectorFaults.add(new Timed<>(
                    Duration.ofMillis(random.nextInt((int) length.toMillis())), kinds[random.nextInt(kinds.length)]));
        }
        List<FaultScript.Step> lateNews = random.nextInt(LATE_NEWS_ONE_IN) == 0 ? lateNews(random, length) : List.of();
        List<FaultScript.Step> serverFaults = new ArrayList<>(lateNews);
        int others = Math.max(0, faults - ofConnector - lateNews.size());
        serverFaults.addAll(FaultScript.random(family, random.nextLong(), others, length, setting::allows)
                .steps());
        return new Schedule(seed, setting, withNoticeableClockSteps(new FaultScript(serverFaults)), connectorFaults);
    }

    /**
     * A server that sends more slowly than its leases change, and is then cut off: its base-times run ahead of the
     * waiting changes by more than any overlap, so only the lag shows where to resume.
     */
    private static List<FaultScript.Step> lateNews(Random random, Duration length) {
        int quarter = (int) length.toMillis() / 4;
        return List.of(
                new FaultScript.Step(Duration.ofMillis(random.nextInt(quarter)), new Fault.SlowWrites(PAUSE)),
                new FaultScript.Step(
                        Duration.ofMillis(3L * quarter + random.nextInt(quarter)),
                        ConnectionFault.of(Harm.RESET, Moment.now(Target.ACTIVE))));
    }

    /**
     * Drops each clock step that would cancel earlier ones: changes that a server dated by a wrong clock while the
     * requestor was away would leave no trace then, and the RFC has no query for them.
     */
    static FaultScript withNoticeableClockSteps(FaultScript script) {
        List<FaultScript.Step> kept = new ArrayList<>();
        List<Duration> clockSteps = new ArrayList<>();
        for (FaultScript.Step step : script.steps()) {
            if (step.fault() instanceof Fault.StepClock set) {
                if (putsRight(clockSteps, set.step())) {
                    continue;
                }
                clockSteps.add(set.step());
            }
            kept.add(step);
        }
        return new FaultScript(kept);
    }

    private static boolean putsRight(List<Duration> earlier, Duration step) {
        Duration sum = step;
        for (int i = earlier.size() - 1; i >= 0; i--) {
            sum = sum.plus(earlier.get(i));
            if (sum.abs().compareTo(UNNOTICED_STEP) <= 0) {
                return true;
            }
        }
        return false;
    }

    int faults() {
        return serverFaults.steps().size() + connectorFaults.size();
    }

    /** The schedule on several lines, for the analysis of a failure. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + ", " + setting);
        serverFaults.steps().forEach(step -> text.append("\n    ").append(new Timed<>(step.at(), step.fault())));
        connectorFaults.forEach(step -> text.append("\n    ").append(step));
        return text.toString();
    }
}
