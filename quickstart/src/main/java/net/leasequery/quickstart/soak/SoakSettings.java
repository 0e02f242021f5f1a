package net.leasequery.quickstart.soak;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param seed of the first schedule; the others follow
 * @param schedules how many
 * @param parallel how many run at a time in one cluster
 * @param faults per schedule, those of the cluster apart
 * @param length all faults of a schedule begin within it
 */
public record SoakSettings(long seed, int schedules, int parallel, int faults, Duration length) {

    /** A soak of so many schedules, with what is otherwise usual. */
    public static SoakSettings of(long seed, int schedules) {
        return new SoakSettings(seed, schedules, 9, 12, Duration.ofSeconds(20));
    }
}
