package net.leasequery.simulator.network;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scheduler on the system's clock, with one daemon thread. {@link #call} reaches that thread from any other. */
public final class RealTimeScheduler implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RealTimeScheduler.class);

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("simulator-network", true));

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> unused =
                    executor.schedule(() -> runLogged(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The simulated network is closed; an action of it is dropped.");
        }
    }

    /**
     * Runs something on the scheduler's thread and waits for its result.
     *
     * @throws RejectedExecutionException after {@link #close}
     */
    public <T> T call(Supplier<T> action) {
        try {
            return executor.submit(action::get).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the simulated network", e);
        }
    }

    /** Drops actions that are not yet due. A running action runs to its end. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static void runLogged(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("An action of the simulated network failed.", e);
        }
    }
}
