package net.leasequery.systemtests.soak;

import java.time.Duration;
import net.leasequery.simulator.lease.Family;

/**
 * Size and intensity of a soak.
 *
 * @param family of all servers
 * @param seed of the first schedule; the others follow
 * @param schedules how many
 * @param parallel how many run in parallel in one cluster
 * @param faults per schedule, without those of the cluster
 * @param length all faults of a schedule begin within it
 */
public record SoakSettings(Family family, long seed, int schedules, int parallel, int faults, Duration length) {

    /** A soak of this many schedules, with defaults for the rest. */
    public static SoakSettings of(Family family, long seed, int schedules) {
        return new SoakSettings(family, seed, schedules, 9, 12, Duration.ofSeconds(20));
    }
}
