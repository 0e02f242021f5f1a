package net.leasequery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As many schedules as fit into a minute for each family; {@code -Dsimulation.seed} begins elsewhere. */
class EveryBuildTest {

    private static final long MOST_SCHEDULES = Long.MAX_VALUE;
    private static final long MILLIS = Long.getLong("simulation.seconds", 20) * 1_000 / Family.values().length;
    private static final long SEED = Long.getLong("simulation.seed", 1);

    @ParameterizedTest
    @EnumSource(Family.class)
    void afterEachScheduleOfFaultsKafkaShowsWhatTheServerHas(Family family) throws InterruptedException {
        Simulation simulation = new Simulation(family, SimulateCommand.everyBuild(), SEED);
        Optional<String> failure = simulation
                .run(MOST_SCHEDULES, MILLIS, Runtime.getRuntime().availableProcessors())
                .map(Simulation.Failure::shrunk)
                .map(found -> "Schedule " + found.number() + " failed: " + found.problem() + "\n\n"
                        + found.schedule().asTest("scheduleThatFailed"));
        System.out.println(family + " from seed " + SEED + ": " + simulation.summary());
        assertThat(failure).isEmpty();
        assertThat(simulation.schedules()).isPositive();
    }
}
