package net.leasequery.quickstart.cli;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Progress of the start: what is waited for now, with the seconds counting, and a line for each step done. */
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

    /** Names what is waited for. */
    synchronized void waitFor(String what) {
        current = what;
    }

    /** Notes that what was waited for is there. */
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
