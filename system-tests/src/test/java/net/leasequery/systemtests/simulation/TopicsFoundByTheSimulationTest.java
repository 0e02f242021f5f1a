package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules about topics and about answers that contain more than was asked for. */
class TopicsFoundByTheSimulationTest {

    /** A binding of a VPN that was not queried came in one answer and not in the next, and was ended. */
    @Test
    void answerThatContainsAnotherVpn() {
        assertThat(run(
                        Family.IPV6,
                        step(0, Action.BIND, 7, 6656, 7),
                        step(0, Action.RESTART_SERVER, 1877, 1, 1),
                        step(0, Action.REPORT_OTHERS, 1, 1, 0),
                        step(3692, Action.TERMINATE, 0, 0, 0)))
                .isEmpty();
    }

    /** As above, with polls. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void pollThatContainsAnotherVpn(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.CHANGE_MODE, 1_000, 0, 0),
                        step(0, Action.REPORT_OTHERS, 1, 1, 0),
                        step(100, Action.BIND, 7, 6_000, 7),
                        step(20_000, Action.REPORT_OTHERS, 0, 0, 0)))
                .isEmpty();
    }

    /** Records of an address in two partitions are counted, and a new topic has none. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void topicThatGetsMorePartitions(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(0, Action.BIND, 2, 6_000, 2),
                        step(0, Action.BIND, 3, 6_000, 3),
                        step(5_000, Action.ADD_PARTITION, 0, 0, 0),
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(0, Action.BIND, 2, 6_000, 2),
                        step(0, Action.RELEASE, 3, 0, 0)))
                .isEmpty();
    }

    /** Records wait for their topic, also those of a task that starts meanwhile and finds no topic to read back. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void topicThatIsAbsentForMinutes(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(5_000, Action.REMOVE_TOPIC, 200_000, 0, 0),
                        step(0, Action.BIND, 2, 6_000, 2),
                        step(10_000, Action.RESTART_TASK, 1_000, 0, 0),
                        step(10_000, Action.RELEASE, 1, 0, 0)))
                .isEmpty();
    }

    /** Kafka has records of one partition whose offset is not stored, because those of another were not written. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void workerThatDiesWhileAPartitionTakesNoRecords(Family family) {
        for (int partition = 0; partition < 3; partition++) {
            assertThat(run(
                            family,
                            step(5_000, Action.STALL_PARTITION, partition, 20_000, 0),
                            step(0, Action.BIND, 1, 6_000, 1),
                            step(0, Action.BIND, 2, 6_000, 2),
                            step(0, Action.BIND, 3, 6_000, 3),
                            step(0, Action.BIND, 4, 6_000, 4),
                            step(5_000, Action.CRASH, 5, 1_000, 0)))
                    .isEmpty();
        }
    }

    /** The topic no longer shows the bindings that ended. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void tombstonesThatAreGoneWhenATaskStarts(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(0, Action.BIND, 2, 10, 2),
                        step(5_000, Action.RELEASE, 1, 0, 0),
                        step(30_000, Action.BIND, 3, 6_000, 3),
                        step(5_000, Action.DROP_TOMBSTONES, 0, 0, 0),
                        step(0, Action.RESTART_TASK, 1_000, 0, 0),
                        step(5_000, Action.BIND, 1, 6_000, 4)))
                .isEmpty();
    }

    /** Leases that were given since the backup are gone, and older ones are back. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void serverThatIsRestoredFromABackup(Family family) {
        assertThat(run(
                        family,
                        step(0, Action.BIND, 1, 6_000, 1),
                        step(30_000, Action.BIND, 1, 6_000, 2),
                        step(0, Action.BIND, 2, 6_000, 3),
                        step(10_000, Action.RESTORE_BACKUP, 1, 20, 0)))
                .isEmpty();
    }

    private static Optional<String> run(Family family, Step... steps) {
        Settings settings = new Settings(family, Manner.PLAIN, 1, true, true, false, false, false, "fail", 1_024, 7L);
        return SimulationRun.of(new Schedule(settings, List.of(steps)));
    }
}
