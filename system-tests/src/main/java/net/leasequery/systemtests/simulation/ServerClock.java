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
    private long wobble;
    private boolean early;

    ServerClock(VirtualTime time) {
        this.time = time;
    }

    /** Steady seconds, which govern leases: they advance regardless of how the operator sets the clock. */
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

    /** The time shown in a message: every other one may be early. */
    long shownInMessage() {
        early = !early;
        return shown() - (early ? wobble : 0);
    }

    /** Makes every other message show a time that is some seconds early. */
    void wobble(long seconds) {
        wobble = seconds;
    }

    /** The time shown in a keep-alive, which may be wrong for a few messages. */
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

    /** Makes the next keep-alives show another time; later ones are right again. */
    void glitch(long seconds, int keepAlives) {
        glitch = seconds;
        glitchedReadings = keepAlives;
    }

    /** Sets the seconds per million that the clock gains. */
    void drift(long perMillion) {
        long unused = steadySeconds();
        rate = 1 + perMillion / MILLION;
    }
}
