package net.leasequery.quickstart.cli;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Progress of the start: the current step with a running count of seconds, and a line for each completed step. */
final class Steps implements AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final Screen screen;
    private final long begin = System.nanoTime();
    private final Timer ticker = new Timer("progress", true);
    private @Nullable String current;

    Steps(Screen screen) {
        this.screen = screen;
        ticker.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        show();
                    }
                },
                TICK_MILLIS,
                TICK_MILLIS);
    }

    /** Shows the step that is waited for. */
    synchronized void waitFor(String what) {
        current = what;
    }

    /** Shows that a step is complete. */
    synchronized void done(String what, Object where) {
        screen.line("  %5.1f s  %-9s %s".formatted(seconds(), what, where));
    }

    @Override
    public synchronized void close() {
        ticker.cancel();
        current = null;
        screen.status("");
    }

    private synchronized void show() {
        if (current != null) {
            screen.status("  %5.1f s  … %s".formatted(seconds(), current));
        }
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }
}
