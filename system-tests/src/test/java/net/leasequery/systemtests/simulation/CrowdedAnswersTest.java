package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More addresses change during a bulk answer than the connector may remember: the answer is given up and repeated. */
class CrowdedAnswersTest {

    /** One binding changes, so that the others of the answer can no longer be judged. They are loaded later. */
    @ParameterizedTest
    @EnumSource(Family.class)
    @Tag("R6926-7.6-1")
    void anAddressThatChangesDuringAnAnswerAndDoesNotFit(Family family) {
        Settings settings = new Settings(family, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 7L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 1, 6_000, 1),
                                step(0, Action.BIND, 2, 6_000, 2),
                                step(0, Action.BIND, 8, 6_000, 3),
                                step(0, Action.BIND, 9, 6_000, 4),
                                step(5_000, Action.LIMIT_ANSWERS, 1, 1_000, 0),
                                step(0, Action.CHANGE_TOPIC, 0, 0, 0),
                                step(1_500, Action.BIND, 1, 6_000, 1),
                                step(20_000, Action.BIND, 3, 6_000, 5)))))
                .isEmpty();
    }
}
