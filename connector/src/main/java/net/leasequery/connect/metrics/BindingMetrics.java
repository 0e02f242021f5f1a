package net.leasequery.connect.metrics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Gap;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is behind its server, in the server's clock, and the number of bindings it received, by kind. One
 * thread updates the values, any thread reads them.
 */
public final class BindingMetrics implements MetricGroup {

    private static final long UNKNOWN = -1;

    private final Supplier<RequestorStatus> status;
    private final Clock clock;
    private final LongSupplier repeats;
    private final Map<Origin, LongAdder> byOrigin = new EnumMap<>(Origin.class);
    private final Map<BindingState, LongAdder> byState = new EnumMap<>(BindingState.class);
    private volatile ResumeState state;
    private volatile @Nullable ServerTime newestChange;
    private volatile @Nullable ServerTime newestBaseTime;

    /**
     * Starts without any deliveries.
     *
     * @param status of the requestor, for the skew of the clocks
     * @param start resume state that the task starts with
     * @param repeats number of bindings left out because Kafka shows them already
     * @param clock local
     */
    public BindingMetrics(Supplier<RequestorStatus> status, ResumeState start, LongSupplier repeats, Clock clock) {
        this.status = status;
        this.state = start;
        this.repeats = repeats;
        this.clock = clock;
        for (Origin origin : Origin.values()) {
            byOrigin.put(origin, new LongAdder());
        }
        for (BindingState binding : BindingState.values()) {
            byState.put(binding, new LongAdder());
        }
    }

    private static <K> LongAdder adder(Map<K, LongAdder> adders, K key) {
        return Objects.requireNonNull(adders.get(key), "each key has one from the start");
    }

    /** Counts deliveries, in order. */
    public void saw(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            if (delivery instanceof Delivery.OfBinding delivered) {
                adder(byOrigin, delivered.origin()).increment();
                adder(byState, delivered.binding().state()).increment();
                newestChange = later(newestChange, delivered.binding().change());
                newestBaseTime =
                        later(newestBaseTime, delivered.binding().times().baseTime());
            } else if (delivery instanceof Delivery.OfKeepAlive alive) {
                newestBaseTime = later(newestBaseTime, alive.baseTime());
            }
        }
        if (!deliveries.isEmpty()) {
            state = deliveries.get(deliveries.size() - 1).resumeState();
        }
    }

    private static @Nullable ServerTime later(@Nullable ServerTime one, @Nullable ServerTime other) {
        return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
    }

    @Override
    public List<Metric> all() {
        List<Metric> metrics = new ArrayList<>(List.of(
                new Metric(
                        "milliseconds-behind-source",
                        "milliseconds from the moment up to which all changes were surely received to now, both by the"
                                + " server's clock; on a quiet line up to the interval of its keep-alives; -1 before"
                                + " the first position",
                        () -> behind(position() == null ? null : position().receivedTo())),
                new Metric(
                        "newest-change-age-ms",
                        "milliseconds since the newest change that was received, by the server's clock; -1 before the"
                                + " first",
                        () -> behind(newestChange)),
                new Metric(
                        "newest-base-time-age-ms",
                        "milliseconds since the server built the newest message, by its clock; -1 before the first",
                        () -> behind(newestBaseTime)),
                new Metric(
                        "resume-lag-seconds",
                        "seconds from the moment up to which all changes were surely received to the base-time of the"
                                + " position; -1 before the first position",
                        () -> position() == null ? UNKNOWN : position().lagSeconds()),
                new Metric(
                        "resume-position-ms",
                        "moment up to which all changes were surely received, in milliseconds since 1970 by the"
                                + " server's clock; -1 before the first position",
                        () -> position() == null
                                ? UNKNOWN
                                : position().receivedTo().toEpochMilli()),
                new Metric(
                        "clock-skew-ms",
                        "milliseconds by which the server's clock is ahead of the worker's; 0 while that is not known",
                        this::skew),
                new Metric(
                        "gap-seconds",
                        "seconds of changes that are missing, up to now if the gap has no end yet; 0 if there is no gap;"
                                + " -1 if it has no beginning (a snapshot is due)",
                        this::gapSeconds),
                new Metric(
                        "duplicates-dropped-total",
                        "bindings that were left out because Kafka shows them already",
                        repeats::getAsLong)));
        byOrigin.forEach((origin, count) -> metrics.add(
                new Metric("bindings-" + word(origin) + "-total", "bindings received as " + origin, count::sum)));
        byState.forEach((binding, count) -> metrics.add(new Metric(
                "bindings-" + word(binding) + "-total", "bindings received in state " + binding, count::sum)));
        return List.copyOf(metrics);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private @Nullable ResumePosition position() {
        return state.position();
    }

    private long skew() {
        Long measured = status.get().clockSkewMillis();
        ResumePosition position = position();
        Long stored = position == null ? null : position.clockSkewMillis();
        return measured != null ? measured : stored != null ? stored : 0;
    }

    private long behind(@Nullable ServerTime moment) {
        return moment == null ? UNKNOWN : Math.max(0, clock.millis() + skew() - moment.toEpochMilli());
    }

    private long gapSeconds() {
        Gap gap = state.gap();
        if (gap == null) {
            return 0;
        }
        ServerTime start = gap.start();
        if (start == null) {
            return UNKNOWN;
        }
        ServerTime end = gap.end();
        return end == null ? behind(start) / 1_000 : Math.max(0, end.secondsSince(start));
    }
}
