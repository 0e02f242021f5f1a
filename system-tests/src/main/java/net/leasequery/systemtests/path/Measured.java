package net.leasequery.systemtests.path;

import java.time.Duration;

/**
 * The cost of a number of records.
 *
 * @param recordsPerSecond rate at which a consumer received them
 * @param cpuMicros processor time of the worker per record
 */
record Measured(double recordsPerSecond, double cpuMicros) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    /** A moment, and the processor time that the worker had used by then. */
    record Moment(long nanoTime, Duration cpu) {

        static Moment now(Worker worker) {
            return new Moment(System.nanoTime(), worker.cpu());
        }

        Measured until(Moment end, int records) {
            double seconds = (end.nanoTime - nanoTime) / NANOS_PER_SECOND;
            return new Measured(
                    records / seconds, end.cpu.minus(cpu).toNanos() / NANOS_PER_MICRO / Math.max(1, records));
        }
    }
}
