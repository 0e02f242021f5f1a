package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator gives the server another name and retires the former one ({@code retire.servers}), once or back and forth:
 * Kafka shows all leases under the new name, and none under the former one. Issue 10, point 13.
 */
@Timeout(180)
class RenamedServerTest {

    private static final long SEED = 20_261_126;
    private static final int SCHEDULES = 60;
    private static final long LONGEST_MILLIS = 60_000;
    private static final Set<Ingredient> FAULTS = EnumSet.of(
            Ingredient.CLIENTS,
            Ingredient.RENAMED_SERVERS,
            Ingredient.NETWORK,
            Ingredient.RESTARTS,
            Ingredient.BULK_STATUS,
            Ingredient.CRASHES,
            Ingredient.LOST_ENDS,
            Ingredient.COMPACTION,
            Ingredient.READ_BACK_FAILURES,
            Ingredient.TOPIC_CHANGES);

    @ParameterizedTest
    @EnumSource(Family.class)
    void theLeasesMoveToTheNewName(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 3_600, 1),
                        step(100, Action.BIND, 2, 3_600, 2),
                        step(5_000, Action.RENAME_SERVER, 1_000, 0, 0),
                        step(100, Action.RELEASE, 1, 0, 0),
                        step(5_000, Action.BIND, 3, 3_600, 3)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theFormerNameComesBackAndStartsFromTheBeginning(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 3_600, 1),
                        step(5_000, Action.RENAME_SERVER, 1_000, 0, 0),
                        step(10_000, Action.RENAME_SERVER, 1_000, 0, 0),
                        step(5_000, Action.BIND, 2, 3_600, 2)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theWorkerDiesBeforeTheFormerNameIsEnded(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 3_600, 1),
                        step(100, Action.BIND, 2, 3_600, 2),
                        step(4_000, Action.SLOW_ACKNOWLEDGEMENTS, 3_000, 0, 0),
                        step(1_000, Action.RENAME_SERVER, 0, 0, 0),
                        step(500, Action.CRASH, 1, 1_000, 0)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void anEndThatWasDroppedIsWrittenAgain(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 3_600, 1),
                        step(100, Action.BIND, 2, 3_600, 2),
                        step(100, Action.LOSE_ENDS, 1, 0, 0),
                        step(5_000, Action.RENAME_SERVER, 1_000, 0, 0)))
                .isEmpty();
    }

    /** The worker dies at any moment of the retirement, and the operator takes back the new name. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void theFormerNameComesBackAfterARetirementThatWasNotCompleted(Family family) {
        for (int delayMillis = 100; delayMillis <= 6_000; delayMillis += 100) {
            assertThat(run(
                            family,
                            step(0, Action.BIND, 1, 3_600, 1),
                            step(100_000, Action.BIND, 2, 3_600, 2),
                            step(8_000, Action.RENAME_SERVER, 100, 0, 0),
                            step(delayMillis, Action.CRASH, 10, 100, 0),
                            step(50, Action.RENAME_SERVER, 100, 0, 0)))
                    .as("killed %d ms after the new name", delayMillis)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void renamesAmongOtherFaultsLeaveNothingUnderTheFormerName(Family family) throws InterruptedException {
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
