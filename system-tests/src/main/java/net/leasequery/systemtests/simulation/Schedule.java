package net.leasequery.systemtests.simulation;

import java.util.List;
import java.util.stream.Collectors;

/** All that happens in one simulation; a replay is exactly the same. */
record Schedule(Settings settings, List<Step> steps) {

    Schedule {
        steps = List.copyOf(steps);
    }

    Schedule with(List<Step> others) {
        return new Schedule(settings, others);
    }

    /** The source of a test that replays the schedule. */
    String asTest(String name) {
        String lines = steps.stream()
                .map(step -> "                        step(%d, Action.%s, %d, %d, %d)"
                        .formatted(step.waitMillis(), step.action(), step.a(), step.b(), step.c()))
                .collect(Collectors.joining(",\n"));
        return """
                @Test
                void %s() {
                    Settings settings = new Settings(Family.%s, Manner.%s, %d, %s, %s, %s, %s, %s, "%s", %d, %dL);
                    assertThat(SimulationRun.of(new Schedule(settings, List.of(
                %s)))).isEmpty();
                }
                """.formatted(
                        name,
                        settings.family(),
                        settings.manner(),
                        settings.servers(),
                        settings.bulkQueries(),
                        settings.readBack(),
                        settings.exactlyOnce(),
                        settings.newestFirst(),
                        settings.severalRelays(),
                        settings.policy(),
                        settings.queueSize(),
                        settings.seed(),
                        lines);
    }
}
