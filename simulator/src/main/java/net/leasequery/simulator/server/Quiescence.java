package net.leasequery.simulator.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A period in which no lease changes, expiry included, so that requestors can receive all pending messages. */
final class Quiescence {

    private static final long DRAIN_CHECK_MILLIS = 5;

    private final ServerLoop loop;
    private final Connections connections;

    private volatile boolean begun;

    Quiescence(ServerLoop loop, Connections connections) {
        this.loop = loop;
        this.connections = connections;
    }

    /** Whether leases must not change; from any thread. */
    boolean hasBegun() {
        return begun;
    }

    /**
     * Begins, and waits until all that could be sent has been handed to the operating system. Must not be called on
     * the event loop.
     *
     * @throws TimeoutException if a requestor does not read everything in time; the quiescence continues
     */
    void beginAndDrain(Duration patience) throws TimeoutException {
        loop.run(() -> begun = true);
        CompletableFuture<Boolean> drained = new CompletableFuture<>();
        loop.run(() -> completeWhenDrained(drained));
        try {
            drained.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            drained.cancel(false);
            throw new TimeoutException("requestors have not taken everything within " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while the requestors were reading");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Lets leases change again. */
    void end() {
        loop.run(() -> begun = false);
    }

    private void completeWhenDrained(CompletableFuture<Boolean> drained) {
        if (drained.isDone()) {
            return;
        }
        if (connections.areDrained()) {
            drained.complete(true);
        } else {
            loop.later(DRAIN_CHECK_MILLIS, () -> completeWhenDrained(drained));
        }
    }
}
