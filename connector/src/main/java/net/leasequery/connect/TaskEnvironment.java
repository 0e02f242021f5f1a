package net.leasequery.connect;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import net.leasequery.connect.readback.ReadBackConsumers;
import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.LeasequeryRequestor;

/**
 * The resources that a task takes from the machine it runs on. A test that replaces all of them runs a task without a
 * socket, a broker or real time.
 *
 * @param requestors creates the connection to the DHCP server
 * @param consumers reads the bindings topic back
 * @param clock sets the timestamps of records
 * @param nanoTime monotonic clock for intervals, in nanoseconds, as {@link System#nanoTime}
 * @param tables bounds the tables of a task, given the limit in octets for those of all tasks
 * @param longestPoll longest wait of one {@code poll()}; bounds how long a worker waits when it wants to pause or stop
 *     the task
 */
public record TaskEnvironment(
        RequestorFactory requestors,
        ReadBackConsumers consumers,
        Clock clock,
        LongSupplier nanoTime,
        LongFunction<TableBound> tables,
        Duration longestPoll) {

    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    /** With the tables bounded together with those of all tasks in this JVM. */
    public TaskEnvironment(
            RequestorFactory requestors,
            ReadBackConsumers consumers,
            Clock clock,
            LongSupplier nanoTime,
            Duration longestPoll) {
        this(requestors, consumers, clock, nanoTime, TableBound::ofAllTasks, longestPoll);
    }

    /** Returns the environment of this machine. */
    public static TaskEnvironment system() {
        return of(LeasequeryRequestor::create);
    }

    /** Returns the environment of this machine with another connection to the DHCP server. */
    static TaskEnvironment of(RequestorFactory requestors) {
        return new TaskEnvironment(
                requestors, ReadBackConsumers.KAFKA, Clock.systemUTC(), System::nanoTime, LONGEST_POLL);
    }
}
