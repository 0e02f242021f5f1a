package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two tasks of one connector, with the same addresses in one topic. */
class TwoTasksTest {

    /** The first of two tasks retires the former name of its own server, and of the other task's server. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void theFirstTaskRetiresServersOfBoth(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(0, Action.BIND_AT_SECOND, 1, 6_000, 1),
                        step(5_000, Action.RENAME_SERVER, 1_000, 0, 0),
                        step(20_000, Action.SWAP_TASKS, 1_000, 0, 0),
                        step(20_000, Action.RENAME_SERVER, 1_000, 0, 0),
                        step(20_000, Action.BIND, 2, 6_000, 2)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aTaskThatMovesLeavesTheOtherAlone(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(0, Action.BIND_AT_SECOND, 1, 6_000, 1),
                        step(5_000, Action.MOVE_SECOND, 5_000, 0, 0),
                        step(0, Action.BIND_AT_SECOND, 1, 0, 0),
                        step(0, Action.RELEASE, 1, 0, 0),
                        step(10_000, Action.BIND_AT_SECOND, 2, 6_000, 2)))
                .isEmpty();
    }

    /** A former task writes under its server's name after that was retired; the next start ends what it wrote. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void aFormerTaskWritesUnderARetiredName(Family family) {
        for (boolean swapped : new boolean[] {false, true}) {
            assertThat(run(
                            family,
                            step(0, Action.BIND, 1, 6_000, 1),
                            step(0, Action.BIND_AT_SECOND, 1, 6_000, 1),
                            step(5_000, swapped ? Action.SWAP_TASKS : Action.RESTART_TASK, 0, 0, 0),
                            step(5_000, Action.RENAME_LATE, 500, 20_000, 0),
                            step(10_000, Action.BIND, 2, 6_000, 2),
                            step(20_000, Action.BIND, 3, 6_000, 3)))
                    .isEmpty();
        }
    }

    private static Optional<String> run(Family family, Step... steps) {
        Settings settings = new Settings(family, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 7L);
        return SimulationRun.of(new Schedule(settings, List.of(steps)));
    }
}
