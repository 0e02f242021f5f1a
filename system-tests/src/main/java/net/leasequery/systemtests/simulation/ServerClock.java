package net.leasequery.systemtests.simulation;

/** The clock of a server: it runs a little too fast or too slow, and its operator may set it. */
final class ServerClock {

    private static final long MILLIS_PER_SECOND = 1_000;
    private static final double MILLION = 1_000_000;

    private final VirtualTime time;
    private double steadyMillis = VirtualTime.EPOCH_MILLIS;
    private long readAt;
    private double rate = 1;
    private long steps;
    private long glitch;
    private int glitchedReadings;

    ServerClock(VirtualTime time) {
        this.time = time;
    }

    /** Seconds that leases live by: they run on, whatever the operator does to the clock. */
    long steadySeconds() {
        long now = time.millis();
        steadyMillis += (now - readAt) * rate;
        readAt = now;
        return Math.floorDiv((long) steadyMillis, MILLIS_PER_SECOND);
    }

    /** What the clock shows, in seconds since 1970. */
    long shown() {
        return steadySeconds() + steps;
    }

    /** What a keep-alive says that the clock shows: it may be wrong for a few messages. */
    long shownInKeepAlive() {
        if (glitchedReadings > 0) {
            glitchedReadings--;
            return shown() + glitch;
        }
        return shown();
    }

    void step(long seconds) {
        steps += seconds;
    }

    /** The next keep-alives show another time, those after it the right one. */
    void glitch(long seconds, int keepAlives) {
        glitch = seconds;
        glitchedReadings = keepAlives;
    }

    /** Seconds per million that the clock gains. */
    void drift(long perMillion) {
        long unused = steadySeconds();
        rate = 1 + perMillion / MILLION;
    }
}
