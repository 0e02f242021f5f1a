package net.leasequery.connect.record;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import org.jspecify.annotations.Nullable;

/**
 * Lets a keep-alive of the server become a heartbeat record only when no other record has been written for the
 * interval. Every record carries the offset forward, so a heartbeat is needed only when there is none, and a server
 * that sends keep-alives often does not flood the topic. Holds only the newest keep-alive. Not thread-safe.
 */
public final class HeartbeatPacing {

    private static final Set<Class<? extends Notice>> COMPLETE_A_VIEW = Set.of(
            Notice.CatchUpCompleted.class,
            Notice.SnapshotCompleted.class,
            Notice.GapFilled.class,
            Notice.PollCompleted.class);

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private long lastRecordNanos;
    private final OffsetStandstill standstill;
    private Delivery.@Nullable OfKeepAlive held;

    /** Paces by a local clock. No record is dropped. */
    public HeartbeatPacing(Duration interval, LongSupplier nanoTime) {
        this(interval, nanoTime, new Acknowledgements());
    }

    /**
     * Paces by a local clock.
     *
     * @param interval idle time between two records; zero turns heartbeats off
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     * @param acknowledgements outcome of the records written
     */
    public HeartbeatPacing(Duration interval, LongSupplier nanoTime, Acknowledgements acknowledgements) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastRecordNanos = nanoTime.getAsLong();
        this.standstill = new OffsetStandstill(acknowledgements, nanoTime);
    }

    boolean isOn() {
        return intervalNanos > 0;
    }

    /** Called when a record was written: the held keep-alive is older than the record and must not follow it. */
    void recordWritten() {
        held = null;
        lastRecordNanos = nanoTime.getAsLong();
    }

    /** Whether consumers that wait for a complete view see on the heartbeat topic that this notice completes it. */
    boolean accompanies(Notice notice) {
        return isOn() && COMPLETE_A_VIEW.contains(notice.getClass());
    }

    /**
     * Holds the position of a change that becomes no record. Otherwise the offset would never move while a server sends
     * only such changes.
     */
    void holdPosition(Delivery delivery, long nowMillis) {
        ResumePosition position = delivery.resumeState().position();
        if (position != null && delivery instanceof Delivery.OfBinding delivered && delivered.origin() == Origin.LIVE) {
            hold(new Delivery.OfKeepAlive(position.baseTime(), nowMillis, delivered.resumeState()));
        }
    }

    void hold(Delivery.OfKeepAlive keepAlive) {
        held = keepAlive;
    }

    /** Returns the keep-alive to write now; null if there is none or the last record is too recent. */
    Delivery.@Nullable OfKeepAlive due() {
        boolean idle = isOn() && nanoTime.getAsLong() - lastRecordNanos >= intervalNanos;
        return idle ? held : null;
    }

    /**
     * Whether a heartbeat has to carry the offset forward after this batch, because a transform drops every record. A
     * heartbeat tells consumers that the server was reachable, so only after a binding.
     */
    boolean mustReplaceDropped(List<Delivery> batch) {
        boolean heard = !batch.isEmpty() && batch.get(batch.size() - 1) instanceof Delivery.OfBinding;
        return heard && isOn() && standstill.lasted(intervalNanos);
    }
}
