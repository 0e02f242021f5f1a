package net.leasequery.systemtests.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds a shorter schedule that also fails: removes steps, then waits, as long as anything can be removed. */
final class ScheduleShrinker {

    private final Predicate<Schedule> fails;
    private int attemptsLeft;

    /**
     * @param fails whether a schedule fails
     * @param attempts how many schedules may be tried
     */
    ScheduleShrinker(Predicate<Schedule> fails, int attempts) {
        this.fails = fails;
        this.attemptsLeft = attempts;
    }

    /** Returns the shortest failing schedule found; the given one if no shorter one fails. */
    Schedule shrink(Schedule failing) {
        Schedule shortest = failing;
        Schedule before;
        do {
            before = shortest;
            for (int size = Math.max(1, shortest.steps().size() / 2); size > 0; size /= 2) {
                shortest = withoutRuns(shortest, size);
            }
            shortest = withShorterWaits(shortest);
        } while (attemptsLeft > 0 && !shortest.equals(before));
        return shortest;
    }

    private Schedule withoutRuns(Schedule from, int size) {
        Schedule shortest = from;
        int at = 0;
        while (at < shortest.steps().size()) {
            List<Step> fewer = new ArrayList<>(shortest.steps());
            List<Step> run = fewer.subList(at, Math.min(fewer.size(), at + size));
            long waited = run.stream().mapToLong(Step::waitMillis).sum();
            run.clear();
            Schedule quick = shortest.with(fewer);
            Schedule patient = at < fewer.size() ? shortest.with(waiting(fewer, at, waited)) : quick;
            if (stillFails(quick)) {
                shortest = quick;
            } else if (!patient.equals(quick) && stillFails(patient)) {
                shortest = patient;
            } else {
                at += size;
            }
        }
        return shortest;
    }

    private static List<Step> waiting(List<Step> steps, int at, long longer) {
        List<Step> changed = new ArrayList<>(steps);
        changed.set(at, steps.get(at).waiting(steps.get(at).waitMillis() + longer));
        return changed;
    }

    private Schedule withShorterWaits(Schedule from) {
        Schedule shortest = from;
        for (int at = 0; at < shortest.steps().size(); at++) {
            Step step = shortest.steps().get(at);
            for (long wait : new long[] {0, step.waitMillis() / 10, step.waitMillis() / 2}) {
                if (wait < step.waitMillis()) {
                    List<Step> steps = new ArrayList<>(shortest.steps());
                    steps.set(at, step.waiting(wait));
                    if (stillFails(shortest.with(steps))) {
                        shortest = shortest.with(steps);
                        break;
                    }
                }
            }
        }
        return shortest;
    }

    private boolean stillFails(Schedule candidate) {
        return attemptsLeft-- > 0 && fails.test(candidate);
    }
}
