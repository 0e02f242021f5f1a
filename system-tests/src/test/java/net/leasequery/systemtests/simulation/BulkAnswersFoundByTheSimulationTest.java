package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules about bulk answers that failed once, shrunk, each with what was wrong. */
class BulkAnswersFoundByTheSimulationTest {

    /** The clock was set back, and an older binding of a bulk answer was written after a newer one of the stream. */
    @Test
    void clockThatIsSetBackDuringABulkAnswer() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, false, false, false, false, "fail", 1024, 473863L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.CRASH, 4, 9143, 0),
                                step(9855, Action.BIND, 11, 4, 3),
                                step(0, Action.CRASH, 4, 1800, 0),
                                step(1765, Action.BIND, 4, 199, 4),
                                step(59, Action.STEP_CLOCK, -4922, 0, 1),
                                step(0, Action.BIND, 11, 95, 11)))))
                .isEmpty();
    }

    /** As above, with a snapshot, before the stream had shown a base-time. */
    @Test
    void clockThatIsSetBackDuringASnapshot() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1024, 998031L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 2, 39, 2),
                                step(0, Action.RESET_OFFSETS, 1, 207, 0),
                                step(242, Action.RELEASE, 3, 0, 3),
                                step(7, Action.STEP_CLOCK, -5518, 0, 0),
                                step(0, Action.BIND, 2, 114, 2)))))
                .isEmpty();
    }

    /**
     * Replies built before a restart of the server arrived after the notice of the gap, and the answer broke off. What
     * they reported counted as reported by the next answer, so what had ended in between was not ended.
     */
    @Test
    void repliesOfAnAnswerThatBreaksOffArriveAfterTheNoticeOfAGap() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, true, true, false, false, false, "skip", 1024, 548985L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 2, 7000, 2),
                                step(125, Action.RESTART_SERVER, 101, 0, 0),
                                step(308, Action.STALL_BULK, 7939, 0, 0),
                                step(11, Action.RELEASE, 2, 0, 0),
                                step(0, Action.RESTART_SERVER, 100, 1, 0)))))
                .isEmpty();
    }

    /** The server could not answer a question for the moment, and was not asked again. */
    @Test
    void questionThatTheServerCannotAnswerNow() {
        Settings settings = new Settings(
                Family.IPV6, Manner.LITERAL, 1, true, true, true, false, false, "quarantine", 1024, 188050L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 8, 146, 0),
                                step(254, Action.FAIL_BULK, 4, 3, 0),
                                step(0, Action.BIND, 0, 3931, 0),
                                step(1, Action.RELEASE, 0, 0, 0),
                                step(3343, Action.SLOW_STREAM, 2011, 0, 0)))))
                .isEmpty();
    }

    /** A snapshot without one message could end nothing, and no other snapshot was asked for. Issue 10, point 9. */
    @Test
    void snapshotThatLacksAMessage() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, true, false, true, false, "skip", 1024, 687766L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 3, 6411, 3),
                                step(28, Action.RESET_OFFSETS, 3, 919, 0),
                                step(921, Action.BIND, 11, 5133, 3),
                                step(10, Action.MALFORMED_IN_BULK, 0, 0, 0)))))
                .isEmpty();
    }

    /** A lease that was left out while a snapshot came by catch-up, after the snapshot had told of it. Issue 10, point 8. */
    @Test
    void leaseThatIsLeftOutDuringASnapshotByCatchUp() {
        Settings settings =
                new Settings(Family.IPV6, Manner.LITERAL, 1, false, true, true, true, false, "fail", 1024, 317520L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(1009, Action.STEP_CLOCK, 1963, 0, 0),
                                step(0, Action.BIND, 10, 5552, 2),
                                step(59, Action.STEP_CLOCK, -9212, 0, 1),
                                step(0, Action.BIND, 8, 5111, 0),
                                step(4937, Action.BIND, 0, 5508, 0),
                                step(0, Action.BIND, 4, 174, 4),
                                step(12, Action.STEP_CLOCK, 8149, 0, 0),
                                step(228, Action.RELEASE, 4, 0, 4),
                                step(209, Action.RELEASE, 0, 0, 0)))))
                .isEmpty();
    }

    /** The end of a binding that a snapshot lacked was dropped, and the task restarted before it was written again. */
    @Test
    void endThatIsDroppedBeforeARestart() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 2, true, true, true, true, false, "quarantine", 8, 82474L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.CHANGE_TOPIC, 631, 0, 1),
                                step(0, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(1093, Action.BIND, 3, 14, 3),
                                step(4, Action.LOSE_ENDS, 2, 0, 0),
                                step(0, Action.RESET_OFFSETS, -1, 1584, 0),
                                step(1575, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(542, Action.BIND, 8, 11, 0),
                                step(3, Action.CHANGE_TOPIC, 21, 0, 1),
                                step(26, Action.CHANGE_TOPIC, 1360, 0, 0)))))
                .isEmpty();
    }

    /** The clock was set back in the middle of a snapshot by catch-up, and a lease told before that expired hours late. */
    @Test
    void clockThatIsSetBackInASnapshotByCatchUp() {
        Settings settings =
                new Settings(Family.IPV6, Manner.LITERAL, 1, false, true, false, false, true, "fail", 1024, 596271L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 2, 4, 10),
                                step(128, Action.STEP_CLOCK, 3867, 0, 0),
                                step(0, Action.BIND, 8, 5681, 0),
                                step(178, Action.STEP_CLOCK, -8698, 0, 0)))))
                .isEmpty();
    }

    /** A position by the clock from before a step back let a lease expire that a snapshot by catch-up had told of since. */
    @Test
    void positionFromBeforeAStepBack() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, false, true, false, false, true, "fail", 8, 639460L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(1465, Action.BIND, 2, 6, 2),
                                step(668, Action.NEARLY_BLOCK, 8670, 0, 0),
                                step(387, Action.BIND, 5, 23, 5),
                                step(26, Action.STEP_CLOCK, 568, 0, 1),
                                step(0, Action.BIND, 7, 186, 7),
                                step(169, Action.BIND, 6, 7063, 6),
                                step(164, Action.STEP_CLOCK, -3753, 0, 0),
                                step(91, Action.BIND, 1, 183, 1),
                                step(0, Action.SLOW_CONSUMER, 2305, 24751, 0),
                                step(148, Action.BIND, 2, 9, 2),
                                step(6769, Action.BIND, 9, 11, 1)))))
                .isEmpty();
    }

    /** A limit that the judge knows: a client that holds nothing any more is not mentioned, so nothing is left out. */
    @Test
    void clientWithoutAnyLeaseIsNotMentioned() {
        Settings settings =
                new Settings(Family.IPV6, Manner.LITERAL, 1, true, true, true, true, true, "quarantine", 1024, 619357L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(245, Action.DRIFT_CLOCK, -88, 0, 0),
                                step(117, Action.BIND, 11, 4, 3),
                                step(1150, Action.BIND, 3, 5393, 3),
                                step(1254, Action.RELEASE, 3, 0, 3),
                                step(690, Action.CRASH, 5, 529, 0)))))
                .isEmpty();
    }

    /** The record of an end was made after the offset of the completion, and a transform dropped it before a restart. */
    @Test
    void endThatWasDroppedAndARestart() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 2, true, true, true, false, false, "fail", 1024, 405012L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.RELEASE, 4, 0, 12),
                                step(5, Action.BIND, 6, 5201, 14),
                                step(3, Action.CHANGE_TOPIC, 1834, 0, 0),
                                step(0, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(1994, Action.CHANGE_TOPIC, 1837, 0, 1),
                                step(0, Action.LOSE_ENDS, 2, 0, 0),
                                step(2678, Action.CHANGE_TOPIC, 84, 0, 0),
                                step(86, Action.CHANGE_TOPIC, 319, 0, 1)))))
                .isEmpty();
    }

    /** A lease ended while the clock was ahead of what it showed before and after, and the server forgot its changes. */
    @Test
    void changeThatIsDatedLaterThanTheMissingChangesEnd() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, false, false, false, false, "skip", 8, 480522L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(4, Action.BIND, 8, 47, 0),
                                step(83, Action.RESTART_SERVER, 526, 0, 1),
                                step(998, Action.BIND, 9, 6908, 1),
                                step(1, Action.STEP_CLOCK, 4666, 0, 1),
                                step(0, Action.RELEASE, 9, 0, 9),
                                step(0, Action.STEP_CLOCK, -1474, 0, 0),
                                step(0, Action.TERMINATE, 0, 0, 0)))))
                .isEmpty();
    }

    /** The clock was set back while a snapshot was under way, and the stream was the first to show it. */
    @Test
    void bulkMessageFromBeforeTheClockWasSetBack() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, false, false, true, false, "skip", 1024, 382367L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.STORM, 48369, 119, 1),
                                step(35367, Action.RESET_OFFSETS, -1, 797, 0),
                                step(803, Action.STEP_CLOCK, -7956, 0, 1)))))
                .isEmpty();
    }
}
