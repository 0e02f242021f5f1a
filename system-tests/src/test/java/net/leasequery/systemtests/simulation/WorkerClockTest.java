package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wall clock of the worker is set, by seconds and by a year, while the task follows its server and while it is down:
 * no lease ends before its time, none stays beyond it, and no wait becomes longer.
 */
@Timeout(180)
class WorkerClockTest {

    private static final long SEED = 20_261_126;
    private static final int SCHEDULES = 30;
    private static final long LONGEST_MILLIS = 60_000;
    private static final int A_YEAR = 31_536_000;
    private static final Set<Ingredient> FAULTS = EnumSet.of(
            Ingredient.CLIENTS,
            Ingredient.WORKER_CLOCK_STEPS,
            Ingredient.NETWORK,
            Ingredient.RESTARTS,
            Ingredient.BULK_STATUS,
            Ingredient.MALFORMED_MESSAGES,
            Ingredient.CRASHES,
            Ingredient.COMPACTION);

    /** Family, and by how many seconds the clock is set. */
    static Stream<Arguments> steps() {
        return Arrays.stream(Family.values())
                .flatMap(family -> IntStream.of(A_YEAR, -A_YEAR, 40, -40).mapToObj(step -> Arguments.of(family, step)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepWhileTheStreamIsLiveEndsNothingWrongly(Family family, int seconds) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 3_600, 1),
                        step(100, Action.BIND, 2, 60, 2),
                        step(5_000, Action.STEP_WORKER_CLOCK, seconds, 0, 0),
                        step(5_000, Action.BIND, 3, 3_600, 3),
                        step(30_000, Action.RELEASE, 1, 0, 0)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepWhileTheTaskIsDownEndsNothingWrongly(Family family, int seconds) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 3_600, 1),
                        step(100, Action.BIND, 2, 60, 2),
                        step(5_000, Action.RESTART_TASK, 10_000, 0, 0),
                        step(100, Action.RELEASE, 1, 0, 0),
                        step(100, Action.STEP_WORKER_CLOCK, seconds, 0, 0),
                        step(100, Action.BIND, 3, 3_600, 3)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void stepsAmongOtherFaultsEndNothingWrongly(Family family) throws InterruptedException {
        Simulation simulation = new Simulation(family, FAULTS, SEED);
        Optional<String> failure = simulation
                .run(SCHEDULES, LONGEST_MILLIS, Runtime.getRuntime().availableProcessors())
                .map(Simulation.Failure::text);
        System.out.println(family + " from seed " + SEED + ": " + simulation.summary());
        assertThat(failure).isEmpty();
        assertThat(simulation.schedules()).isPositive();
    }

    private static Optional<String> run(Family family, Step... steps) {
        Settings settings = new Settings(family, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 7L);
        return SimulationRun.of(new Schedule(settings, List.of(steps)));
    }
}
