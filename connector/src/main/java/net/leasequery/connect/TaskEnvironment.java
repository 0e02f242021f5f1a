package net.leasequery.connect;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import net.leasequery.connect.sweep.ReadBackConsumers;
import net.leasequery.requestor.LeasequeryRequestor;

/**
 * What a task takes from the machine it runs on. A test that puts all of it in its place runs a task
 * without a socket, a broker or a real second.
 *
 * @param requestors makes the connection to the DHCP server
 * @param consumers reads the bindings topic back
 * @param clock dates records
 * @param nanoTime monotonic clock for intervals, in nanoseconds, as {@link System#nanoTime}
 * @param longestPoll longest wait of one {@code poll()}; bounds how long a worker waits when it wants to pause
 *     or stop the task
 */
public record TaskEnvironment(
        RequestorFactory requestors,
        ReadBackConsumers consumers,
        Clock clock,
        LongSupplier nanoTime,
        Duration longestPoll) {

    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    /** This machine. */
    public static TaskEnvironment system() {
        return of(LeasequeryRequestor::create);
    }

    /** This machine, with another way to the DHCP server. */
    static TaskEnvironment of(RequestorFactory requestors) {
        return new TaskEnvironment(
                requestors, ReadBackConsumers.KAFKA, Clock.systemUTC(), System::nanoTime, LONGEST_POLL);
    }
}
