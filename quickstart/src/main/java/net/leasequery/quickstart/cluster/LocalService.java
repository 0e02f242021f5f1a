package net.leasequery.quickstart.cluster;

import java.io.IOException;
import java.time.Duration;
import net.leasequery.quickstart.process.ChildProcess;

/**
 * A server in a process of its own, whose port and folder stay the same over restarts.
 *
 * <p>{@code kill()} and then {@code start()} is a crash and a recovery. One thread at a time.
 */
public interface LocalService extends AutoCloseable {
    /** Generous: a build machine with two busy cores takes several times as long as a laptop. */
    Duration READY_LIMIT = Duration.ofMinutes(2);

    /** How long an orderly shutdown may take before the process is killed. */
    Duration STOP_GRACE = Duration.ofSeconds(15);

    /** The process, running or not. */
    ChildProcess process();

    /** Writes the files that the process reads when it starts. Called before every launch, so it must be repeatable. */
    void prepare() throws IOException, InterruptedException;

    /** Starts the process and does not wait for it. */
    default void launch() throws IOException, InterruptedException {
        prepare();
        process().launch();
    }

    /** Waits until the process serves; see {@link ChildProcess#awaitReady}. */
    default void awaitReady() throws InterruptedException {
        process().awaitReady(READY_LIMIT);
    }

    /** Launches and waits until the process serves. */
    default void start() throws IOException, InterruptedException {
        launch();
        awaitReady();
    }

    /** Crashes the process: kill -9. */
    default void kill() throws InterruptedException {
        process().kill();
    }

    /** Stops the process in an orderly way, or by force if that takes too long. */
    default void stop() throws InterruptedException {
        process().stop(STOP_GRACE);
    }

    /** As {@link #stop}, but at once by force if this thread is interrupted. */
    @Override
    default void close() {
        try (ChildProcess forced = process()) {
            forced.stop(STOP_GRACE);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
