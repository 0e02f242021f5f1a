package net.leasequery.simulator.server;

import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.simulator.churn.Churn;

/**
 * Sets how fast the simulated network changes. Any thread may call it. While the server is stopped or
 * quiesced nothing changes, whatever the rate.
 */
public final class ChurnControl {

    /** The highest rate that can be set, in changes per second; {@link #changes} tells whether the machine keeps up. */
    public static final int MAX_RATE = 200_000;

    /** Time between two ticks; short against what a reader of changes can notice. */
    static final long TICK_MILLIS = 5;

    /** After a pause of the whole process, no more than this is made up for. */
    private static final double LONGEST_TICK_SECONDS = 0.25;

    private static final double NANOS_PER_SECOND = 1e9;

    private final ServerLoop loop;
    private final Churn churn;
    private final AtomicLong changes = new AtomicLong();

    private volatile double rate;
    private volatile boolean paused;

    private long lastTickNanos = System.nanoTime();
    private double owed;

    ChurnControl(ServerLoop loop, Churn churn, double rate) {
        this.loop = loop;
        this.churn = churn;
        this.rate = requireRate(rate);
    }

    /** Changes per second while not paused; expiries come on top. */
    public double rate() {
        return rate;
    }

    /**
     * Sets the rate.
     *
     * @param changesPerSecond 0 to {@value #MAX_RATE}
     * @throws IllegalArgumentException if it is outside of that
     */
    public void rate(double changesPerSecond) {
        rate = requireRate(changesPerSecond);
    }

    /** Stops the changes that come by themselves; leases still expire. */
    public void pause() {
        paused = true;
    }

    /** Lets changes come by themselves again. */
    public void resume() {
        paused = false;
    }

    /** Whether changes have been stopped by {@link #pause}. */
    public boolean isPaused() {
        return paused;
    }

    /** Makes this many changes now, paused or not, whatever the rate. */
    public void tick(int count) {
        loop.run(() -> make(count));
    }

    /** How many changes have been made; expiries and those that a caller made are not among them. */
    public long changes() {
        return changes.get();
    }

    /** Makes the changes that the time since the last call has brought. On the loop. */
    void tickByTime(boolean running) {
        long now = System.nanoTime();
        double seconds = Math.min((now - lastTickNanos) / NANOS_PER_SECOND, LONGEST_TICK_SECONDS);
        lastTickNanos = now;
        if (paused || !running) {
            owed = 0;
            return;
        }
        owed += seconds * rate;
        int due = (int) owed;
        owed -= due;
        make(due);
    }

    private void make(int count) {
        churn.tick(count);
        changes.addAndGet(count);
    }

    private static double requireRate(double rate) {
        if (!(rate >= 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("a rate of " + rate + " changes/s is not between 0 and " + MAX_RATE);
        }
        return rate;
    }
}
