package net.leasequery.simulator.client;

import java.time.Duration;

/**
 * How clients behave. The shares say what a client does at the end of its stay; the remainder to 1 is the share that
 * reboots.
 *
 * @param clients how many there are
 * @param shortestStay least time that a client is on
 * @param longestStay most time that a client is on
 * @param longestAbsence most time that a client is off before it comes back
 * @param release share that give their lease back
 * @param silence share that leave without a message
 * @param move share that move to another link
 * @param decline share of those coming back that decline the address that they are given
 */
public record PopulationSettings(
        int clients,
        Duration shortestStay,
        Duration longestStay,
        Duration longestAbsence,
        double release,
        double silence,
        double move,
        double decline) {

    /** Checks the shares. */
    public PopulationSettings {
        if (clients < 1) {
            throw new IllegalArgumentException("the number of clients, " + clients + ", is less than 1");
        }
        if (longestStay.compareTo(shortestStay) < 0) {
            throw new IllegalArgumentException(
                    "the longest stay, " + longestStay + ", is shorter than the shortest, " + shortestStay);
        }
        if (release < 0 || silence < 0 || move < 0 || release + silence + move > 1) {
            throw new IllegalArgumentException("shares add up to more than 1 or are negative");
        }
    }

    /** Clients that stay for one to ten lease times of the given length, with a mix of all behaviors. */
    public static PopulationSettings lively(int clients, Duration lease) {
        return new PopulationSettings(
                clients, lease, lease.multipliedBy(10), lease.multipliedBy(3), 0.3, 0.3, 0.1, 0.02);
    }
}
