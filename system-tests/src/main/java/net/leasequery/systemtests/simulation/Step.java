package net.leasequery.systemtests.simulation;

/**
 * One event of a schedule.
 *
 * @param waitMillis virtual time since the step before
 * @param action what happens after the wait
 * @param a meaning depends on the {@link Action}
 * @param b likewise
 * @param c likewise
 */
record Step(long waitMillis, Action action, int a, int b, int c) {

    static Step step(long waitMillis, Action action, int a, int b, int c) {
        return new Step(waitMillis, action, a, b, c);
    }

    Step waiting(long millis) {
        return new Step(millis, action, a, b, c);
    }
}
