package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules about lost records, full tables and changed settings that failed once, each with what was wrong. */
class RemediesFoundByTheSimulationTest {

    /** No record followed whose acknowledged offset could show that the topic is a new one. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void topicThatIsDeletedAfterTheFirstRecordOfTheRun(Family family) {
        assertThat(run(family, step(0, Action.BIND, 10, 6_354, 2), step(3_000, Action.DELETE_TOPIC, 0, 0, 0)))
                .isEmpty();
    }

    /** A full table compared an answer with nothing, and the offset said that the missing bindings had been ended. */
    @Test
    void answerThatIsComparedWithATableThatWasDiscarded() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 998_031L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 11, 4081, 11),
                                step(43, Action.CRASH, 2, 19639, 0),
                                step(7487, Action.RELEASE, 11, 0, 3),
                                step(11365, Action.FILL_TABLES, 290, 7509, 0),
                                step(806, Action.BIND, 3, 10, 3),
                                step(137, Action.BIND, 9, 70, 1)))))
                .isEmpty();
    }

    /** As above, with a snapshot that is to end an address that the server no longer has. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void snapshotWithoutRoomForItsTable(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(100, Action.BIND, 3, 6_000, 3),
                        step(5_000, Action.FILL_TABLES, 0, 20_000, 0),
                        step(100, Action.RESET_OFFSETS, 1, 1_000, 0),
                        step(15_000, Action.BIND, 5, 6_000, 5)))
                .isEmpty();
    }

    /** As above, with a poll that is followed by a stream. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void pollWithoutRoomForItsTable(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.CHANGE_MODE, 100, 0, 0),
                        step(5_000, Action.BIND, 1, 6_000, 1),
                        step(100, Action.BIND, 3, 6_000, 3),
                        step(15_000, Action.FILL_TABLES, 0, 30_000, 0),
                        step(100, Action.RESET_OFFSETS, 1, 1_000, 0),
                        step(20_000, Action.CHANGE_MODE, 15_000, 0, 0)))
                .isEmpty();
    }

    /** The header said that no query covered the binding, and was believed after the queries had changed. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void bindingThatEndedBeforeAQueryCoveredIt(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.CHANGE_QUERIES, 100, 0, 0),
                        step(5_000, Action.BIND, 1, 6_000, 1),
                        step(5_000, Action.CHANGE_QUERIES, 5_000, 0, 0),
                        step(1_000, Action.RELEASE, 1, 0, 0),
                        step(100, Action.RESTART_SERVER, 500, 0, 0)))
                .isEmpty();
    }

    /** There was no room to remember that the server has to be asked for a binding, and nothing said so. */
    @Test
    void doubtWithoutRoom() {
        Settings settings = new Settings(
                Family.IPV6, Manner.PLAIN, 2, true, true, false, false, true, "quarantine", 1_024, 607_507L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(623, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(7, Action.BIND, 0, 4_899, 0),
                                step(8, Action.RESTART_SERVER, 15_926, 0, 0),
                                step(0, Action.FILL_TABLES, 2_174, 18_728, 0),
                                step(2_078, Action.COMPACT, 0, 0, 0)))))
                .isEmpty();
    }

    /** Without an offset and with snapshot.mode=never, a lease that was read back ran out, though it had been renewed. */
    @Test
    void leaseThatWasRenewedBeforeATaskThatNeverLoads() {
        assertThat(run(
                        Family.IPV6,
                        step(0, Action.FAIL_COMMITS, 48_211, 0, 0),
                        step(0, Action.BIND, 7, 15, 7),
                        step(51, Action.CHANGE_TOPIC, 1_516, 0, 0),
                        step(0, Action.CHANGE_SNAPSHOTS, 699, 1, 0),
                        step(0, Action.BIND, 7, 4_901, 7),
                        step(0, Action.RENAME_SERVER, 1_888, 0, 0),
                        step(0, Action.RENAME_SERVER, 7, 0, 0),
                        step(0, Action.CHANGE_TOPIC, 911, 0, 1),
                        step(7_334, Action.LOSE_ENDS, 2, 0, 0)))
                .isEmpty();
    }

    private static Optional<String> run(Family family, Step... steps) {
        Settings settings = new Settings(family, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 7L);
        return SimulationRun.of(new Schedule(settings, List.of(steps)));
    }
}
