package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules about ends that the task concluded that failed once, shrunk, each with what was wrong. */
class EndsFoundByTheSimulationTest {

    /** An end was taken for the last record of an address that the server had leased in the same batch. */
    @Test
    void addressThatIsLeasedInTheBatchThatEndsItsFormerLease() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 2, true, true, false, false, false, "skip", 8, 981180L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(933, Action.OVERLOAD, 117251, 153, 0),
                                step(0, Action.RESET_OFFSETS, 11, 6939, 0),
                                step(817, Action.SLOW_CONSUMER, 375, 24863, 0),
                                step(7020, Action.RESTART_SERVER, 8910, 1, 0),
                                step(928, Action.REFUSE, 19849, 1, 0),
                                step(0, Action.BIND, 11, 19, 3),
                                step(0, Action.RESTART_SERVER, 351, 1, 0),
                                step(4, Action.CUT_STREAM, 0, 0, 0),
                                step(159, Action.BIND, 11, 5426, 3)))))
                .isEmpty();
    }

    /** The stream was silent, the clock was set back, and a lease of an answer expired by the position from before. */
    @Test
    void clockThatIsSetBackWhileTheStreamIsSilent() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, false, true, true, true, true, "fail", 1_024, 697124L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.STORM, 44479, 190, 0),
                                step(801, Action.BIND, 10, 6084, 2),
                                step(601, Action.LOSE_STREAM, 0, 0, 0),
                                step(495, Action.STEP_CLOCK, -5100, 0, 0),
                                step(234, Action.BIND, 2, 7, 2)))))
                .isEmpty();
    }

    /** Polls could end nothing before the topic was read back, and a stream followed that did not know of it. */
    @Test
    void leaseThatRanOutDuringPollsBeforeTheTopicWasReadBack() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 1887L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.CHANGE_MODE, 1920, 0, 0),
                                step(0, Action.BIND, 7, 5732, 7),
                                step(0, Action.BREAK_READ_BACK, 27963, 0, 0),
                                step(4911, Action.CHANGE_MODE, 11051, 0, 1),
                                step(977, Action.BIND, 7, 8, 7),
                                step(1157, Action.CHANGE_MODE, 14023, 0, 0),
                                step(9038, Action.CHANGE_MODE, 20114, 0, 1)))))
                .isEmpty();
    }
}
