package net.leasequery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first schedules of a fixed seed, so that a build that was green stays green on a faster machine;
 * {@code -Dsimulation.seed} and {@code -Dsimulation.schedules} ask for others, {@code -Dsimulation.seconds} bounds the time.
 */
class EveryBuildTest {

    private static final long MOST_SCHEDULES = Long.getLong("simulation.schedules", 700);
    private static final long MILLIS = Long.getLong("simulation.seconds", 20) * 1_000 / Family.values().length;
    private static final long SEED = Long.getLong("simulation.seed", 1);

    @ParameterizedTest
    @EnumSource(Family.class)
    void afterEachScheduleOfFaultsKafkaShowsWhatTheServerHas(Family family) throws InterruptedException {
        Simulation simulation = new Simulation(family, SimulateCommand.everyBuild(), SEED);
        Optional<String> failure = simulation
                .run(MOST_SCHEDULES, MILLIS, Runtime.getRuntime().availableProcessors())
                .map(Simulation.Failure::text);
        System.out.println(family + " from seed " + SEED + ": " + simulation.summary());
        assertThat(failure).isEmpty();
        assertThat(simulation.schedules()).isPositive();
    }
}
