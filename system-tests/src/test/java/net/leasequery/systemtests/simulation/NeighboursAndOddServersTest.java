package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules about other users of the topic, and about servers that are exact to a second or two only. */
class NeighboursAndOddServersTest {

    /** The base-time of a bulk answer was two seconds ahead of the stream's: an older binding replaced a newer one. */
    @Test
    void bulkAnswerWhoseBaseTimeIsALittleAheadOfTheStream() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, false, true, false, false, "fail", 1_024, 539_263L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(43, Action.REFUSE, 10_482, 0, 1),
                                step(331, Action.BIND, 5, 153, 5),
                                step(347, Action.CUT_STREAM, 1, 0, 0),
                                step(245, Action.REFUSE, 16_220, 1, 0),
                                step(2_716, Action.BIND, 2, 17, 2),
                                step(0, Action.BIND, 10, 5_668, 2),
                                step(0, Action.BIND, 0, 5_368, 0),
                                step(0, Action.WOBBLE_CLOCK, 2, 0, 0),
                                step(0, Action.BIND, 8, 6_091, 0),
                                step(16_872, Action.SEND_STATUS, 6, 0, 0)))))
                .isEmpty();
    }

    /**
     * Another producer copied the headers of an address to another key, and then wrote there without headers. The table
     * forgot the address, whose end was not written.
     */
    @Test
    void copiedHeadersThatAnotherRecordReplaces() {
        Settings settings = new Settings(
                Family.IPV6, Manner.PLAIN, 1, true, true, true, false, false, "quarantine", 1_024, 995_905L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.BIND, 0, 14, 0),
                                step(0, Action.BIND, 9, 7_032, 1),
                                step(9_566, Action.OVERWRITE, 9, 1, 0),
                                step(0, Action.OVERWRITE, 9, 10, 0),
                                step(0, Action.CHANGE_SUBNETS, 363, 0, 1)))))
                .isEmpty();
    }

    /** A task that began with snapshot.mode=never ended a lease at its second start, though it had been renewed. */
    @Test
    void secondStartOfATaskThatNeverLoads() {
        assertThat(run(
                        Family.IPV6,
                        step(0, Action.BIND, 1, 40, 1),
                        step(5_000, Action.CHANGE_SNAPSHOTS, 100, 1, 0),
                        step(3_000, Action.RESET_OFFSETS, -1, 5_000, 0),
                        step(1_000, Action.BIND, 1, 6_000, 1),
                        step(10_000, Action.RESTART_TASK, 1_000, 0, 0),
                        step(90_000, Action.BIND, 2, 6_000, 2)))
                .isEmpty();
    }

    /** Two connectors, one topic, equal addresses: each ends its own bindings only, also after it was killed. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void serversWithEqualAddressesInOneTopic(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(0, Action.BIND_AT_NEIGHBOUR, 1, 6_000, 2),
                        step(0, Action.BIND_AT_NEIGHBOUR, 2, 6_000, 2),
                        step(5_000, Action.BIND_AT_NEIGHBOUR, 1, 0, 0),
                        step(5_000, Action.RESET_OFFSETS, 1, 1_000, 0),
                        step(10_000, Action.CRASH_NEIGHBOUR, 0, 1_000, 0),
                        step(0, Action.BIND, 2, 6_000, 5)))
                .isEmpty();
    }

    /** The topic is read back only up to the open transaction, and again once it has ended. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void transactionThatIsOpenDuringAReadBack(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(5_000, Action.OPEN_TRANSACTION, 100_000, 0, 0),
                        step(0, Action.BIND, 2, 6_000, 2),
                        step(5_000, Action.RESET_OFFSETS, 2, 1_000, 0),
                        step(60_000, Action.RELEASE, 1, 0, 0)))
                .isEmpty();
    }

    /** Older records are repeated in transactions that were aborted: they show nothing. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void recordsOfAbortedTransactions(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(5_000, Action.RELEASE, 1, 0, 0),
                        step(5_000, Action.BIND, 1, 6_000, 2),
                        step(5_000, Action.ABORT_TRANSACTION, 2, 0, 0),
                        step(0, Action.RESET_OFFSETS, 1, 1_000, 0)))
                .isEmpty();
    }

    /** The topic is compacted, and created again, while it is read back. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void topicThatChangesWhileItIsReadBack(Family family) {
        for (Action action : List.of(Action.COMPACT, Action.DELETE_TOPIC, Action.DELETE_RECORDS, Action.OVERWRITE)) {
            assertThat(run(
                            family,
                            step(0, Action.BIND, 1, 6_000, 1),
                            step(500, Action.BIND, 1, 6_000, 1),
                            step(500, Action.BIND, 2, 6_000, 2),
                            step(500, Action.BIND, 3, 6_000, 3),
                            step(5_000, Action.READ_SLOWLY, 1, 0, 0),
                            step(0, Action.RESET_OFFSETS, 3, 1_000, 0),
                            step(2_500, action, 1, 0, 0)))
                    .as("%s", action)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void leaseThatNeverRunsOut(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND_FOREVER, 1, 0, 1),
                        step(5_000, Action.RESTART_TASK, 1_000, 0, 0),
                        step(60_000, Action.BIND, 1, 20, 1)))
                .isEmpty();
    }

    /**
     * The clock was set back while the worker was down, and CatchUpComplete had no base-time. The end of the lease carried
     * a time before query-start-time, and stayed unknown.
     */
    @Test
    void clockSetBackBeforeACatchUpWithoutBaseTime() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 1, true, true, true, false, false, "skip", 1_024, 51_419L);
        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.RELEASE, 1, 0, 1),
                                step(11, Action.BIND, 1, 6_307, 1),
                                step(24, Action.CRASH, 3, 17_392, 0),
                                step(0, Action.STEP_CLOCK, -3_617, 0, 1),
                                step(0, Action.LEAVE_OUT_BASE_TIME, 1, 0, 1),
                                step(0, Action.RELEASE, 1, 0, 1),
                                step(60_000, Action.BIND, 2, 6_307, 2)))))
                .isEmpty();
    }

    /** Any status, as far as it is true, in the middle of a stream. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void statusInTheMiddleOfAStream(Family family) {
        for (Status status : Status.values()) {
            assertThat(run(
                            family,
                            step(0, Action.BIND, 1, 6_000, 1),
                            statusStep(5_000, status),
                            step(0, Action.BIND, 2, 6_000, 2),
                            statusStep(0, status),
                            step(0, Action.RELEASE, 1, 0, 0)))
                    .as("%s", status)
                    .isEmpty();
        }
    }

    @SuppressWarnings("EnumOrdinal") // a step holds nothing but numbers
    private static Step statusStep(long waitMillis, Status status) {
        return step(waitMillis, Action.SEND_STATUS, status.ordinal(), 0, 0);
    }

    private static Optional<String> run(Family family, Step... steps) {
        Settings settings = new Settings(family, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 7L);
        return SimulationRun.of(new Schedule(settings, List.of(steps)));
    }
}
