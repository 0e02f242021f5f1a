package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationRunTest {

    private static final Set<Ingredient> ALL = EnumSet.allOf(Ingredient.class);

    @ParameterizedTest
    @EnumSource(Family.class)
    void aScheduleThatIsReplayedHappensAgainInTheSameWay(Family family) {
        for (int number = 0; number < 20; number++) {
            Schedule schedule = new ScheduleGenerator(family, SimulateCommand.everyBuild()).schedule(number);
            SimulationRun first = new SimulationRun(schedule, new Coverage());
            SimulationRun second = new SimulationRun(schedule, new Coverage());

            assertThat(first.run()).as("schedule %d", number).isEqualTo(second.run());
            assertThat(first.story()).as("schedule %d", number).isEqualTo(second.story());
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void schedulesHaveAHundredEventsOnAverageAndUseEveryAction(Family family) {
        ScheduleGenerator generator = new ScheduleGenerator(family, ALL);
        Set<Action> used = EnumSet.noneOf(Action.class);
        long steps = 0;
        int schedules = 400;
        for (int number = 0; number < schedules; number++) {
            Schedule schedule = generator.schedule(number);
            steps += schedule.steps().size();
            schedule.steps().forEach(step -> used.add(step.action()));
        }

        assertThat(steps / schedules).isGreaterThanOrEqualTo(100);
        Set<Action> expected = EnumSet.allOf(Action.class);
        if (family == Family.IPV4) {
            expected.remove(Action.BIND_TEMPORARY);
        }
        assertThat(used).isEqualTo(expected);
    }

    /** The other server leases the address anew before the slow worker takes the end of the former server's binding. */
    @Test
    void anEndOfAnotherServersBindingIsTrueIfThisServerLeasedTheAddressLater() {
        Settings settings =
                new Settings(Family.IPV4, Manner.PLAIN, 2, true, true, false, false, false, "skip", 8, 200797L);

        assertThat(SimulationRun.of(new Schedule(
                        settings,
                        List.of(
                                step(0, Action.RESTART_SERVER, 10872, 0, 0),
                                step(2021, Action.BIND, 9, 41, 1),
                                step(9257, Action.RESTART_SERVER, 898, 0, 1),
                                step(0, Action.OVERLOAD, 122915, 175, 0)))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void findsARecordThatKafkaLosesAlthoughItAcknowledgedIt(Family family) {
        boolean found = false;
        for (int number = 0; number < 50 && !found; number++) {
            Schedule schedule = new ScheduleGenerator(family, Set.of(Ingredient.CLIENTS)).schedule(number);
            found = SimulationRun.losingRecords(schedule).run().isPresent();
        }

        assertThat(found).isTrue();
    }
}
