package net.leasequery.simulator.server;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.leasequery.simulator.fault.Fault;
import net.leasequery.simulator.fault.FaultScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays fault scripts and carries out faults that affect the whole server. Has a thread of its own, because a restart
 * waits for the server's thread.
 */
final class FaultScriptRunner implements FaultInjection.Operator {

    private static final Logger LOG = LoggerFactory.getLogger(FaultScriptRunner.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LeasequeryServer server;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("simulator-fault-scripts", true));

    FaultScriptRunner(LeasequeryServer server) {
        this.server = server;
    }

    /** Injects the faults of a script at their times; completes when the last was injected. */
    CompletableFuture<Void> play(FaultScript script) {
        CompletableFuture<?>[] injected = script.steps().stream()
                .map(step -> CompletableFuture.runAsync(
                        () -> server.inject(step.fault()),
                        CompletableFuture.delayedExecutor(step.at().toMillis(), TimeUnit.MILLISECONDS, executor)))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(injected);
    }

    @Override
    public void loseHistory() {
        server.forgetHistory();
    }

    @Override
    public void setClock(Duration step) {
        server.stepClock(step);
    }

    @Override
    public void restartSoon(Fault.Restart restart) {
        executor.execute(() -> {
            if (restart.orderly()) {
                server.stop();
            } else {
                server.crash();
            }
            ScheduledFuture<?> unused = executor.schedule(
                    () -> comeUp(restart.keepHistory()), restart.down().toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Stops playing. */
    void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a restart is still under way while the server is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the server again, unless another restart has done so meanwhile. */
    private void comeUp(boolean keepHistory) {
        if (!server.isListening()) {
            server.startAgain(keepHistory);
        } else if (!keepHistory) {
            server.forgetHistory();
        }
    }
}
