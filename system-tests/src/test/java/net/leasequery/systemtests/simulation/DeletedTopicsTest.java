package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The topic is deleted and created again while it is read back. */
class DeletedTopicsTest {

    /** The end of the former topic is beyond that of the new one, or a record of the former one was read already. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void topicThatIsDeletedWhileATaskReadsIt(Family family) {
        for (int records = 0; records <= 3; records++) {
            assertThat(run(
                            family,
                            Manner.PLAIN,
                            step(0, Action.BIND, 1, 6_000, 1),
                            step(0, Action.BIND, 2, 6_000, 2),
                            step(0, Action.BIND, 3, 6_000, 3),
                            step(10_000, Action.DELETE_IN_READ_BACK, records, 0, 0),
                            step(0, Action.RESTART_TASK, 1_000, 0, 0),
                            step(60_000, Action.RELEASE, 1, 0, 0)))
                    .as("after %d records", records)
                    .isEmpty();
        }
    }

    /**
     * A record of a worker that died is in the new topic. The next task notices that the topic is new, reads it back once
     * more, and then it is deleted again.
     */
    @ParameterizedTest
    @EnumSource(Family.class)
    void newTopicThatIsDeletedWhileItIsReadBack(Family family) {
        for (Manner manner : List.of(Manner.PLAIN, Manner.KEA)) {
            for (int attempts = 0; attempts <= 3; attempts++) {
                for (int records = 0; records <= 1; records++) {
                    assertThat(run(
                                    family,
                                    manner,
                                    step(0, Action.BIND, 1, 6_000, 1),
                                    step(10_000, Action.SLOW_ACKNOWLEDGEMENTS, 4_000, 0, 0),
                                    step(10_000, Action.DELETE_TOPIC, 0, 0, 0),
                                    step(0, Action.BIND, 2, 6_000, 2),
                                    step(2_000, Action.DELETE_IN_READ_BACK, records, attempts, 0),
                                    step(0, Action.CRASH, 5, 1_000, 0),
                                    step(60_000, Action.RELEASE, 1, 0, 0)))
                            .as("%s, after %d attempts and %d records", manner, attempts, records)
                            .isEmpty();
                }
            }
        }
    }

    /**
     * As above, and another connector fills the newest topic up to where the second one ended, so that the read-back does
     * not notice that its topic is gone.
     */
    @ParameterizedTest
    @EnumSource(Family.class)
    void newTopicThatIsDeletedWhileItIsReadBackAndThatAnotherConnectorFills(Family family) {
        for (Manner manner : List.of(Manner.PLAIN, Manner.KEA)) {
            for (int attempts = 0; attempts <= 5; attempts++) {
                assertThat(run(
                                family,
                                manner,
                                step(0, Action.BIND, 1, 6_000, 1),
                                step(10_000, Action.SLOW_ACKNOWLEDGEMENTS, 4_000, 0, 0),
                                step(10_000, Action.DELETE_TOPIC, 0, 0, 0),
                                step(0, Action.BIND, 2, 6_000, 2),
                                step(2_000, Action.DELETE_IN_READ_BACK, 1, attempts, 0),
                                step(0, Action.CRASH, 5, 1_000, 0),
                                step(500, Action.BIND_AT_NEIGHBOUR, 3, 6_000, 3),
                                step(2_000, Action.BIND_AT_NEIGHBOUR, 4, 6_000, 4),
                                step(2_000, Action.BIND_AT_NEIGHBOUR, 5, 6_000, 5),
                                step(2_000, Action.BIND_AT_NEIGHBOUR, 6, 6_000, 6),
                                step(2_000, Action.BIND_AT_NEIGHBOUR, 7, 6_000, 7),
                                step(2_000, Action.BIND_AT_NEIGHBOUR, 8, 6_000, 8),
                                step(60_000, Action.RELEASE, 1, 0, 0)))
                        .as("%s, after %d attempts", manner, attempts)
                        .isEmpty();
            }
        }
    }

    private static Optional<String> run(Family family, Manner manner, Step... steps) {
        Settings settings = new Settings(family, manner, 1, true, true, false, false, false, "fail", 1_024, 7L);
        return SimulationRun.of(new Schedule(settings, List.of(steps)));
    }
}
