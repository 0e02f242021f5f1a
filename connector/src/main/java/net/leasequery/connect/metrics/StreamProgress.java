package net.leasequery.connect.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import org.jspecify.annotations.Nullable;

/**
 * Progress of snapshot, gap fill and poll, derived from the deliveries that the task has received. One thread updates
 * the values, any thread reads them.
 */
public final class StreamProgress {

    /** State of the snapshot. */
    enum Snapshot {
        /** None since the start. */
        NONE,
        /** Being loaded. */
        RUNNING,
        /** Failed; will be retried. */
        FAILED,
        /** Complete. */
        COMPLETED
    }

    private static final long UNKNOWN = -1;

    private final LongSupplier nanoTime;
    private final AtomicLong snapshotBindings = new AtomicLong();
    private final Map<Class<? extends Notice>, Runnable> reactions = Map.of(
            Notice.SnapshotStarted.class, this::snapshotStarted,
            Notice.SnapshotCompleted.class, () -> snapshot = Snapshot.COMPLETED,
            Notice.BackfillFailed.class, this::snapshotBrokeOff,
            Notice.Disconnected.class, this::snapshotBrokeOff,
            Notice.PollStarted.class, this::pollStarted,
            Notice.PollCompleted.class, this::pollCompleted);
    private volatile Snapshot snapshot = Snapshot.NONE;
    private volatile boolean gapOpen;
    private volatile @Nullable Long pollStartedNanos;
    private volatile @Nullable Long pollCompletedNanos;
    private volatile long lastPollMillis = UNKNOWN;

    /** Measures polls with a monotonic local clock, as {@link System#nanoTime}. */
    public StreamProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Evaluates deliveries, in order. */
    public void saw(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            gapOpen = delivery.resumeState().gap() != null;
            if (delivery instanceof Delivery.OfNotice delivered) {
                reactions.getOrDefault(delivered.notice().getClass(), () -> {}).run();
            } else if (snapshot == Snapshot.RUNNING
                    && delivery instanceof Delivery.OfBinding binding
                    && binding.backfillId() != null) {
                snapshotBindings.incrementAndGet();
            }
        }
    }

    private void snapshotStarted() {
        snapshotBindings.set(0);
        snapshot = Snapshot.RUNNING;
    }

    private void snapshotBrokeOff() {
        if (snapshot == Snapshot.RUNNING) {
            snapshot = Snapshot.FAILED;
        }
    }

    private void pollStarted() {
        pollStartedNanos = nanoTime.getAsLong();
    }

    private void pollCompleted() {
        long now = nanoTime.getAsLong();
        Long started = pollStartedNanos;
        lastPollMillis = started == null ? UNKNOWN : millis(now - started);
        pollCompletedNanos = now;
    }

    List<Metric> all() {
        return Stream.concat(
                        StateMetric.of(
                                "snapshot-state",
                                "state of the snapshot (FAILED: it is tried again)",
                                List.of("NONE", "RUNNING", "FAILED", "COMPLETED"),
                                () -> snapshot.name())
                                .stream(),
                        ofLoads().stream())
                .toList();
    }

    private List<Metric> ofLoads() {
        return List.of(
                new Metric(
                        "snapshot-bindings",
                        "bindings received by the current or last snapshot",
                        snapshotBindings::get),
                new Metric("gap-open", "1 while a period of changes is missing, else 0", () -> gapOpen ? 1 : 0),
                new Metric(
                        "last-poll-duration-ms",
                        "duration of the last complete poll in milliseconds; -1 before the first",
                        () -> lastPollMillis),
                new Metric(
                        "time-since-last-poll-ms",
                        "milliseconds since the last complete poll; -1 before the first",
                        this::millisSinceLastPoll));
    }

    private long millisSinceLastPoll() {
        Long completed = pollCompletedNanos;
        return completed == null ? UNKNOWN : millis(nanoTime.getAsLong() - completed);
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
