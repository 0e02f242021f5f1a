package net.leasequery.simulator.interserver;

import java.time.Duration;

/**
 * Settings of the servers of a group; the same for all.
 *
 * @param lease lifetime of a lease
 * @param grace time after its end before a lease counts as expired (section 3.3.2 of the draft)
 * @param epsilon difference of transaction times that is ignored (section 7.2.2)
 * @param bindable addresses of each type that a server keeps ready on each link
 * @param pollTimeout how long a POLL waits for answers
 * @param proposalTimeout how long a proposed membership lasts (section 6.5.1)
 * @param housekeeping interval between two checks for due work
 */
public record GroupSettings(
        Duration lease,
        Duration grace,
        Duration epsilon,
        int bindable,
        Duration pollTimeout,
        Duration proposalTimeout,
        Duration housekeeping) {

    /** The draft's 30 seconds for a proposal, a grace period of five seconds, and two seconds for a POLL. */
    public static GroupSettings of(Duration lease, int bindable) {
        return new GroupSettings(
                lease,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                bindable,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1));
    }
}
