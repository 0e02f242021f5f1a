package net.leasequery.systemtests.soak;

import java.time.Duration;
import net.leasequery.simulator.lease.Family;

/**
 * How long and how hard.
 *
 * @param family of all servers
 * @param seed of the first schedule; the others follow
 * @param schedules how many
 * @param parallel how many run at a time in one cluster
 * @param faults per schedule, those of the cluster apart
 * @param length all faults of a schedule begin within it
 */
public record SoakSettings(Family family, long seed, int schedules, int parallel, int faults, Duration length) {

    /** A soak of so many schedules, with what is otherwise usual. */
    public static SoakSettings of(Family family, long seed, int schedules) {
        return new SoakSettings(family, seed, schedules, 9, 12, Duration.ofSeconds(20));
    }
}
