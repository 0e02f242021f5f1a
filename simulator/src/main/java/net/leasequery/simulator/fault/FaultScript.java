package net.leasequery.simulator.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.leasequery.simulator.lease.Family;

/**
 * A schedule of faults.
 *
 * @param steps in the order in which they are injected
 */
public record FaultScript(List<Step> steps) {

    /**
     * One fault of a script.
     *
     * @param at when it is injected, in real time from the start of the script
     * @param fault what is injected
     */
    public record Step(Duration at, Fault fault) {}

    /** Puts the steps in order. */
    public FaultScript {
        List<Step> ordered = new ArrayList<>(steps);
        ordered.sort(Comparator.comparing(Step::at));
        steps = List.copyOf(ordered);
    }

    /**
     * A random script for an IPv4 server; the same arguments give the same script.
     *
     * @param faults how many
     * @param length all faults are injected within it
     * @param allowed which faults may be drawn
     * @throws IllegalArgumentException if no fault that was drawn is allowed
     */
    public static FaultScript random(long seed, int faults, Duration length, Predicate<Fault> allowed) {
        return random(Family.IPV4, seed, faults, length, allowed);
    }

    /**
     * A random script for a server of a family, with the status codes of that family; otherwise like
     * {@link #random(long, int, Duration, Predicate)}.
     */
    public static FaultScript random(Family family, long seed, int faults, Duration length, Predicate<Fault> allowed) {
        RandomFaults random = new RandomFaults(new Random(seed), family);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            steps.add(new Step(random.durationUpTo(length), random.next(allowed)));
        }
        return new FaultScript(steps);
    }
}
