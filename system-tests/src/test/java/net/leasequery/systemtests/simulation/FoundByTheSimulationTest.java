package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules that failed once, shrunk, each with what was wrong. */
class FoundByTheSimulationTest {

    /** A damaged option 82 cost the message, and a snapshot without it ended nothing. Issue 10, point 1. */
    @Test
    void damagedOptionInASnapshot() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, true, false, false, false, "skip", 1024, 948605L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 7, 8, 7),
                                step(5, Action.BIND, 8, 150, 0),
                                step(68, Action.DAMAGE_OPTION, 0, 0, 0),
                                step(9591, Action.BIND, 0, 4, 0)))))
                .isEmpty();
    }

    /**
     * The server told of no end, the stream was away, and a lease that was renewed for less ran out. The simulated
     * server tells in its catch-up of a client that was heard in the time asked for; a real one may not, and then the
     * lease stays in Kafka until the end that was told last.
     */
    @Test
    void leaseThatWasRenewedForLessWhileTheStreamWasAway() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, true, true, true, false, false, "skip", 1024, 261746L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 1, 6535, 9),
                                step(112, Action.REFUSE, 22213, 0, 0),
                                step(0, Action.CUT_STREAM, 0, 0, 0),
                                step(0, Action.BIND, 1, 6, 1),
                                step(6190, Action.BIND, 7, 56, 7)))))
                .isEmpty();
    }

    /** A keep-alive showed the wrong time, and leases were written as expired. Issue 10, point 2. */
    @Test
    void keepAliveThatShowsAWrongTime() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, false, true, false, false, false, "fail", 1024, 656580L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 4, 7191, 12),
                                step(0, Action.GLITCH_CLOCK, 14977, 1, 1),
                                step(7394, Action.BIND, 10, 165, 2)))))
                .isEmpty();
    }

    /** The consumer was slow, the skew became the delay, and a gap was told that there was not. Issue 10, point 3. */
    @Test
    void slowConsumerThatLooksLikeAClockThatWasSet() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, false, false, false, false, "skip", 8, 168149L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.SLOW_CONSUMER, 3000, 38927, 0),
                                step(0, Action.RESET_OFFSETS, -1, 536, 0),
                                step(289, Action.BIND, 1, 66, 9),
                                step(253, Action.BIND, 3, 70, 3),
                                step(24, Action.RESTART_SERVER, 145, 0, 0),
                                step(2438, Action.BIND, 4, 13, 4)))))
                .isEmpty();
    }

    /** The clock was set while a snapshot came by catch-up, and what had come before that was ended as missing. */
    @Test
    void clockThatIsSetDuringASnapshot() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, false, true, true, false, false, "fail", 1024, 21202L);
        assertThat(SimulationRun.of(new Schedule(
                        settings, List.of(step(0, Action.BIND, 3, 4072, 3), step(19, Action.STEP_CLOCK, 5101, 0, 1)))))
                .isEmpty();
    }

    /** A client that was heard in the future had been heard in 1889. Issue 10, point 11. */
    @Test
    void clientThatWasHeardInTheFuture() {
        Settings settings = new Settings(
                Family.IPV6, Manner.PLAIN, 1, true, true, false, false, false, "quarantine", 1024, 446204L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.ODD_TIME, 0, 0, 0),
                                step(0, Action.BIND, 5, 142, 5),
                                step(29, Action.BIND, 7, 15, 7)))))
                .isEmpty();
    }

    /** The topic was changed, the offset was kept, and the new topic stayed incomplete. Issue 10, point 12. */
    @Test
    void topicThatIsChanged() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, true, true, false, false, false, "skip", 1024, 2177L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(step(0, Action.BIND, 3, 6812, 3), step(6067, Action.CHANGE_TOPIC, 17921, 0, 0)))))
                .isEmpty();
    }

    /** The model was wrong: its server told an end after it had told, with another message, who came next. */
    @Test
    void addressThatIsTakenOverAtAServerThatTellsAllLeasesOfAClient() {
        Settings settings = new Settings(
                Family.IPV6, Manner.LITERAL, 1, true, true, false, false, false, "quarantine", 1024, 892825L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 3, 10, 11),
                                step(4, Action.BIND, 11, 183, 3),
                                step(0, Action.BIND, 3, 16, 3)))))
                .isEmpty();
    }

    /**
     * The server told an end by leaving it out, the worker died before the connector had asked, and the topic could not be
     * read back when the server told it again: nobody knew what the client had held. Issue 10, points 8 and 9.
     */
    @Test
    void doubtThatIsRaisedAgainBeforeTheTopicIsReadBack() {
        Settings settings =
                new Settings(Family.IPV6, Manner.LITERAL, 1, true, true, true, true, false, "fail", 8, 219248L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 2, 5273, 2),
                                step(0, Action.BIND, 10, 6842, 2),
                                step(82, Action.RELEASE, 2, 0, 2),
                                step(0, Action.BREAK_READ_BACK, 15868, 0, 0),
                                step(33, Action.CRASH, 5, 209, 0),
                                step(260, Action.BIND, 4, 18, 4)))))
                .isEmpty();
    }

    /**
     * The task followed another server, wrote a lease of it, and died before an offset of that server was stored. At its
     * next start it found the first server, and the lease of the other one stayed. Issue 10, point 4.
     */
    @Test
    void deathAfterAnotherServerWasFollowedAndBeforeThatWasStored() {
        Settings settings = new Settings(
                Family.IPV4, Manner.PLAIN, 2, true, true, false, false, false, "quarantine", 1024, 418268L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(4804, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(0, Action.CRASH, 1, 11450, 0),
                                step(12573, Action.BIND, 9, 14, 1),
                                step(3, Action.CRASH, 2, 7280, 0),
                                step(0, Action.ROTATE_ADDRESSES, 0, 0, 0)))))
                .isEmpty();
    }

    /**
     * A snapshot was complete, and what had changed since it began was owed; there was no position yet, and with it no
     * clock to compare with. The worker died, the server's clock was set back, and the changes since the snapshot began
     * were none by that clock. Found by the soak over sockets.
     */
    @Test
    void clockThatIsSetBackAfterADeathBeforeTheFirstPosition() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, true, false, false, false, "skip", 1024, 418268L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 1, 5000, 1),
                                step(4000, Action.CRASH, 0, 20000, 0),
                                step(10, Action.STEP_CLOCK, -3000, 0, 0),
                                step(10, Action.RELEASE, 1, 0, 1),
                                step(30000, Action.BIND, 2, 5000, 2)))))
                .isEmpty();
    }

    /**
     * The clock was set on a live connection, nobody could be asked at once, and a lease that was renewed meanwhile was taken
     * for expired: it had been told before the step, but counted as told since.
     */
    @Test
    void leaseThatIsRenewedWhileWhatAClockStepMadeDoubtfulCannotBeAskedFor() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, false, true, true, false, true, "quarantine", 8, 674646L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.GLITCH_CLOCK, 139117, 2, 1),
                                step(272, Action.BIND, 11, 178, 3),
                                step(272, Action.BIND, 3, 17, 3),
                                step(151, Action.RENEW_BRIEFLY, 3, 1, 3),
                                step(403, Action.REFUSE, 19293, 0, 0),
                                step(16567, Action.BIND, 3, 11, 3),
                                step(258, Action.BIND, 4, 19, 4)))))
                .isEmpty();
    }

    /** A stream replaced another one, and read the topic back before it held the last records of that. */
    @Test
    void recordsOnTheirWayWhenAStreamReplacesAnother() {
        Settings settings = new Settings(
                Family.IPV4, Manner.PLAIN, 2, true, true, false, false, false, "quarantine", 1024, 751145L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.RELEASE, 4, 0, 4),
                                step(30, Action.RESTART_SERVER, 1989, 0, 0),
                                step(0, Action.BREAK_READ_BACK, 19725, 0, 0),
                                step(157, Action.BIND, 1, 5473, 1),
                                step(29, Action.RESET_OFFSETS, -1, 1849, 0),
                                step(2625, Action.SLOW_ACKNOWLEDGEMENTS, 3172, 0, 0),
                                step(985, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(476, Action.BIND, 10, 153, 2),
                                step(46, Action.BIND, 4, 4229, 4)))))
                .isEmpty();
    }

    /** The second of two steps forward was taken for a message that had waited less, and a restart expired what it saw. */
    @Test
    void clockThatIsSetForwardTwiceBeforeTheTaskDies() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 2, true, true, false, false, true, "fail", 1024, 983431L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(0, Action.RESTART_TASK, 1843, 0, 1),
                                step(1893, Action.STEP_CLOCK, -3007, 0, 1),
                                step(4, Action.STEP_CLOCK, 3130, 0, 1),
                                step(0, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(0, Action.BIND, 9, 4191, 1),
                                step(115, Action.STEP_CLOCK, 5049, 0, 1),
                                step(7899, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(0, Action.CRASH, 0, 822, 0)))))
                .isEmpty();
    }

    /** Two messages of one client in a row, of which the second leaves a lease out. Issue 10, point 8. */
    @Test
    void leaseThatIsLeftOutOfTheNextMessageOfItsClient() {
        Settings settings =
                new Settings(Family.IPV6, Manner.LITERAL, 1, true, true, true, false, false, "quarantine", 8, 490637L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 1, 94, 1),
                                step(0, Action.SLOW_CONSUMER, 2385, 29800, 0),
                                step(73, Action.BIND, 9, 5911, 1),
                                step(1, Action.RELEASE, 9, 0, 1),
                                step(5, Action.BIND, 2, 3618, 10)))))
                .isEmpty();
    }

    /** A read-back that had failed was given up once nothing was repeated, and records of another server went unnoticed. */
    @Test
    void anotherServerInATopicThatIsReadBackLate() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 2, true, true, false, true, false, "fail", 1024, 774967L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(328, Action.BIND, 7, 6123, 7),
                                step(163, Action.BIND, 6, 59, 6),
                                step(206, Action.RESTART_TASK, 1317, 0, 0),
                                step(0, Action.ROTATE_ADDRESSES, 0, 0, 0),
                                step(3484, Action.CRASH, 4, 1455, 0),
                                step(0, Action.RESTART_SERVER, 23290, 0, 1),
                                step(0, Action.BREAK_READ_BACK, 6867, 0, 0),
                                step(2753, Action.BIND, 4, 12, 4)))))
                .isEmpty();
    }

    /** The event of a step carried the position of a message whose bindings had not been delivered, and a lease expired. */
    @Test
    void stepThatABindingShows() {
        Settings settings =
                new Settings(Family.IPV6, Manner.PLAIN, 1, true, true, false, false, true, "quarantine", 8, 778492L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(870, Action.CHANGE_TOPIC, 18937, 0, 0),
                                step(0, Action.GLITCH_CLOCK, 123763, 3, 0),
                                step(13417, Action.BIND, 6, 187, 6),
                                step(0, Action.BIND, 1, 17, 1),
                                step(0, Action.BIND, 8, 6871, 0),
                                step(0, Action.BIND, 11, 12, 3),
                                step(317, Action.BIND, 5, 6484, 5),
                                step(6, Action.BIND, 10, 5, 2),
                                step(45, Action.BIND, 9, 70, 9),
                                step(286, Action.BIND, 4, 5422, 4),
                                step(120, Action.BIND, 7, 3929, 7),
                                step(139, Action.SLOW_CONSUMER, 2505, 29727, 0),
                                step(323, Action.BIND, 3, 33, 3),
                                step(261, Action.BIND, 2, 183, 10),
                                step(10035, Action.BIND, 1, 12, 1),
                                step(7989, Action.BIND, 1, 190, 1)))))
                .isEmpty();
    }

    @Test
    void backlogThatShowsOnlyItsNewestChanges() {
        Settings settings =
                new Settings(Family.IPV6, Manner.LITERAL, 1, true, true, true, false, false, "fail", 8, 826994L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(24, Action.BIND, 0, 61, 0),
                                step(88, Action.RENEW_LATE, 0, 4363, 0),
                                step(13896, Action.OVERLOAD, 149126, 126, 0)))))
                .isEmpty();
    }
}
