package net.leasequery.connect.record;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.requestor.binding.BindingState;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.resume.ResumeState;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Maps the deliveries of one server, in order, to source records. The offset of a record is the
 * resume state of its delivery; if a delivery becomes two records, only the last carries it, so that
 * a crash between the two cannot claim both. Not thread-safe.
 */
public final class DeliveryMapping {

    private final LeaseRecords records;
    private final OffsetFormat format;
    private final boolean tombstones;
    private final HeartbeatPacing heartbeats;
    private final Clock clock;

    private ResumeState lastState;
    private Map<String, Object> lastOffset;

    /**
     * A mapping for one run of a task.
     *
     * @param source server that delivers
     * @param topics to write to
     * @param tombstones whether the end of a binding is also written as a null value
     * @param heartbeats when a keep-alive becomes a record
     * @param start resume state with which the requestor started
     * @param clock local clock, for record timestamps
     */
    public DeliveryMapping(
            SourcePartition source,
            Topics topics,
            boolean tombstones,
            HeartbeatPacing heartbeats,
            ResumeState start,
            Clock clock) {
        this.records = new LeaseRecords(source, topics);
        this.format = new OffsetFormat(source.family());
        this.tombstones = tombstones;
        this.heartbeats = heartbeats;
        this.clock = clock;
        this.lastState = start;
        this.lastOffset = format.write(start);
    }

    /** The records for what one poll brought, and a heartbeat if one is due; may be empty. */
    public List<SourceRecord> map(List<Delivery> batch) {
        List<SourceRecord> out = new ArrayList<>(batch.size() + 1);
        long nowMillis = clock.millis();
        for (Delivery delivery : batch) {
            if (delivery instanceof Delivery.OfKeepAlive keepAlive) {
                heartbeats.hold(keepAlive);
            } else {
                append(delivery, nowMillis, out);
                heartbeats.recordWritten();
            }
        }
        Delivery.OfKeepAlive due = heartbeats.due();
        if (due != null) {
            out.add(records.heartbeat(due.atEpochMilli(), due.resumeState(), offset(due)));
            heartbeats.recordWritten();
        }
        return out;
    }

    private void append(Delivery delivery, long nowMillis, List<SourceRecord> out) {
        if (delivery instanceof Delivery.OfBinding binding) {
            appendBinding(binding, nowMillis, out);
        } else if (delivery instanceof Delivery.OfNotice notice) {
            out.add(records.event(notice, offset(notice)));
            if (heartbeats.isOn() && completes(notice.notice())) {
                out.add(records.heartbeat(notice.atEpochMilli(), notice.resumeState(), offset(notice)));
            }
        } else if (delivery instanceof Delivery.OfQuarantined quarantined) {
            out.add(records.quarantined(quarantined, offset(quarantined)));
        } else {
            throw new IllegalArgumentException("No record for " + delivery);
        }
    }

    private void appendBinding(Delivery.OfBinding binding, long nowMillis, List<SourceRecord> out) {
        boolean ended = binding.binding().state() != BindingState.ACTIVE;
        if (tombstones && ended) {
            out.add(records.binding(binding, lastOffset, nowMillis));
            out.add(records.tombstone(binding, offset(binding), nowMillis));
        } else {
            out.add(records.binding(binding, offset(binding), nowMillis));
        }
    }

    /** Whether those who wait for a complete view have something to see on the heartbeat topic. */
    private static boolean completes(Notice notice) {
        return notice instanceof Notice.CatchUpCompleted
                || notice instanceof Notice.SnapshotCompleted
                || notice instanceof Notice.GapFilled;
    }

    /** The source offset for a delivery; the same map as long as the state stays the same. */
    private Map<String, Object> offset(Delivery delivery) {
        ResumeState state = delivery.resumeState();
        if (!state.equals(lastState)) {
            lastState = state;
            lastOffset = format.write(state);
        }
        return lastOffset;
    }
}
