package net.leasequery.connect.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;

/**
 * Progress, rate and estimated remaining time of the current bulk load: a snapshot, a gap fill, or a poll. The estimate
 * assumes that the load is as large as the last complete load of its kind or the number of addresses that the sweep
 * remembers, whichever is larger. One thread updates the values, any thread reads them.
 */
public final class LoadMetrics implements MetricGroup {

    private static final long UNKNOWN = -1;

    private final LongSupplier nanoTime;
    private final LongSupplier remembered;
    private final Load snapshot = new Load("snapshot");
    private final Load gapFill = new Load("gap-fill");
    private final Load poll = new Load("poll");
    private final Map<Class<? extends Notice>, Runnable> reactions = Map.of(
            Notice.SnapshotStarted.class, snapshot::begin,
            Notice.SnapshotCompleted.class, snapshot::complete,
            Notice.GapFilled.class, gapFill::complete,
            Notice.PollStarted.class, poll::begin,
            Notice.PollCompleted.class, poll::complete,
            Notice.BackfillFailed.class, this::endBackfill,
            Notice.Disconnected.class, this::endAll);

    /**
     * Starts without any load.
     *
     * @param remembered number of addresses that the sweep remembers
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     */
    public LoadMetrics(LongSupplier remembered, LongSupplier nanoTime) {
        this.remembered = remembered;
        this.nanoTime = nanoTime;
    }

    /** Counts deliveries, in order. */
    public void saw(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            if (delivery instanceof Delivery.OfBinding delivered) {
                if (delivered.backfillId() != null) {
                    switch (delivered.origin()) {
                        case SNAPSHOT -> snapshot.count();
                        case GAP_FILL -> gapFill.count();
                        case POLL -> poll.count();
                        case CATCH_UP, LIVE -> {
                            // Not part of a bulk load.
                        }
                    }
                }
            } else if (delivery instanceof Delivery.OfNotice delivered) {
                reactions.getOrDefault(delivered.notice().getClass(), () -> {}).run();
            }
        }
    }

    private void endBackfill() {
        snapshot.end();
        gapFill.end();
    }

    private void endAll() {
        endBackfill();
        poll.end();
    }

    @Override
    public List<Metric> all() {
        List<Metric> metrics = new ArrayList<>();
        for (Load load : List.of(snapshot, gapFill, poll)) {
            metrics.add(new Metric(
                    load.name + "-running",
                    "1 while the " + load.name + " is being received, else 0",
                    load::isRunning));
            metrics.add(new Metric(
                    load.name + "-progress-bindings",
                    "bindings received by the " + load.name + " so far",
                    () -> load.bindings));
            metrics.add(new Metric(
                    load.name + "-rate",
                    "bindings per second of the " + load.name + " so far; 0 when none runs",
                    () -> load.rate()));
            metrics.add(new Metric(
                    load.name + "-remaining-ms",
                    "estimate of the milliseconds that the " + load.name + " still takes; -1 when none runs or its"
                            + " size is not known",
                    load::remaining));
        }
        return List.copyOf(metrics);
    }

    /** One kind of load. */
    private final class Load {

        private final String name;
        private volatile boolean running;
        private volatile long bindings;
        private volatile long size;
        private volatile long startedNanos;

        Load(String name) {
            this.name = name;
        }

        void begin() {
            bindings = 0;
            startedNanos = nanoTime.getAsLong();
            running = true;
        }

        /** Only one thread counts, so no increment is lost between read and write. */
        void count() {
            if (!running) {
                begin();
            }
            long counted = bindings + 1;
            bindings = counted;
        }

        void complete() {
            size = bindings;
            running = false;
        }

        void end() {
            running = false;
        }

        int isRunning() {
            return running ? 1 : 0;
        }

        double rate() {
            long millis = Duration.ofNanos(nanoTime.getAsLong() - startedNanos).toMillis();
            return running && millis > 0 ? bindings * 1_000.0 / millis : 0;
        }

        long remaining() {
            double rate = rate();
            long expected = Math.max(size, remembered.getAsLong());
            return rate == 0 || expected == 0 ? UNKNOWN : (long) (Math.max(0, expected - bindings) * 1_000.0 / rate);
        }
    }
}
