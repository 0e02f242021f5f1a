package net.leasequery.systemtests.path;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.leasequery.systemtests.path.Measured.Moment;

/** Changes as fast as they arrive: some thousands are always on their way. There must be a record for each. */
final class LiveChanges {

    private static final int ON_THEIR_WAY = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** An unchanged binding is written once: a lease that is renewed again within a second looks the same. */
    private static final long BETWEEN_RENEWALS_NANOS = TimeUnit.SECONDS.toNanos(2);

    private LiveChanges() {}

    /**
     * Renews all leases of a scene, again and again.
     *
     * @param length for which leases are renewed; the wait for the last records comes on top
     */
    static Measured measure(Scene scene, Arrivals arrivals, Worker worker, Duration length) throws TimeoutException {
        List<String> leased = scene.leased();
        AtomicLong arrived = new AtomicLong();
        long end = System.nanoTime() + length.toNanos();
        Moment first = Moment.now(worker);
        CompletableFuture<Long> renewing = CompletableFuture.supplyAsync(() -> renew(scene, leased, arrived, end));
        long deadline = end + LIMIT.toNanos();
        while (!renewing.isDone() || arrived.get() < renewing.join()) {
            arrived.addAndGet(arrivals.poll(deadline, record -> {}));
        }
        if (arrived.get() != renewing.join()) {
            throw new IllegalStateException(renewing.join() + " changes became " + arrived.get() + " records");
        }
        return first.until(Moment.now(worker), Math.toIntExact(arrived.get()));
    }

    private static long renew(Scene scene, List<String> leased, AtomicLong arrived, long end) {
        long sent = 0;
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            for (String address : leased) {
                if (System.nanoTime() >= end) {
                    return sent;
                }
                while (sent - arrived.get() >= ON_THEIR_WAY) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                var unused = scene.renew(address);
                sent++;
            }
            LockSupport.parkNanos(began + BETWEEN_RENEWALS_NANOS - System.nanoTime());
        }
        return sent;
    }
}
