package net.leasequery.simulator.server;

import java.util.concurrent.atomic.AtomicLong;
import net.leasequery.simulator.churn.Churn;

/**
 * Sets how fast the simulated network changes. Any thread may call it. While the server is stopped or quiesced
 * nothing changes, regardless of the rate.
 */
public final class ChurnControl {

    /** The highest rate that can be set, in changes per second; {@link #changes} shows whether the machine keeps up. */
    public static final int MAX_RATE = 200_000;

    /** Time between two ticks; too short for a reader of changes to notice. */
    static final long TICK_MILLIS = 5;

    /** After a pause of the whole process, at most this much time is made up for. */
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

    /** Changes per second while not paused, in addition to expiries. */
    public double rate() {
        return rate;
    }

    /**
     * Sets the rate.
     *
     * @param changesPerSecond 0 to {@value #MAX_RATE}
     * @throws IllegalArgumentException if the rate is out of range
     */
    public void rate(double changesPerSecond) {
        rate = requireRate(changesPerSecond);
    }

    /** Stops the automatic changes; leases still expire. */
    public void pause() {
        paused = true;
    }

    /** Starts the automatic changes again. */
    public void resume() {
        paused = false;
    }

    /** Whether changes have been stopped by {@link #pause}. */
    public boolean isPaused() {
        return paused;
    }

    /**
     * Makes this many changes now, paused or not, regardless of the rate.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public void tick(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("the number of changes, " + count + ", is negative");
        }
        loop.run(() -> make(count));
    }

    /** How many changes have been made, not counting expiries and changes made by a caller. */
    public long changes() {
        return changes.get();
    }

    /** Makes the changes due since the last call. On the loop. */
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
