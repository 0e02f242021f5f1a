package net.leasequery.systemtests.simulation;

import static net.leasequery.systemtests.simulation.Step.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleShrinkerTest {

    private final Settings settings = new ScheduleGenerator(Family.IPV4, Set.of(Ingredient.CLIENTS))
            .schedule(1)
            .settings();

    @Test
    void leavesOutWhatTheFailureDoesNotNeed() {
        List<Step> many = IntStream.range(0, 50)
                .mapToObj(slot -> step(100, Action.BIND, slot, 60, 0))
                .toList();

        Schedule shortest = new ScheduleShrinker(ScheduleShrinkerTest::bindsSevenBeforeThirty, 1_000)
                .shrink(new Schedule(settings, many));

        assertThat(shortest.steps()).containsExactly(step(0, Action.BIND, 7, 60, 0), step(0, Action.BIND, 30, 60, 0));
    }

    @Test
    void keepsAWaitThatTheFailureNeeds() {
        List<Step> steps = List.of(step(3_000, Action.RELEASE, 1, 0, 0), step(100, Action.BIND, 1, 60, 0));

        Schedule shortest = new ScheduleShrinker(
                        schedule -> schedule.steps().stream()
                                                .mapToLong(Step::waitMillis)
                                                .sum()
                                        >= 1_000
                                && schedule.steps().stream().anyMatch(step -> step.action() == Action.BIND),
                        1_000)
                .shrink(new Schedule(settings, steps));

        assertThat(shortest.steps()).hasSize(1);
        assertThat(shortest.steps().get(0).action()).isEqualTo(Action.BIND);
        assertThat(shortest.steps().get(0).waitMillis()).isBetween(1_000L, 3_100L);
    }

    private static boolean bindsSevenBeforeThirty(Schedule schedule) {
        List<Integer> slots = schedule.steps().stream().map(Step::a).toList();
        return slots.contains(7) && slots.indexOf(7) < slots.indexOf(30);
    }
}
