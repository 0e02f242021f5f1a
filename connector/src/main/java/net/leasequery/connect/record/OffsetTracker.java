package net.leasequery.connect.record;

import java.util.Map;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.SignalPosition;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.requestor.ResumeState;

/**
 * The source offset of the last record, and the newest state received since. Returns the same map as long as the offset
 * is unchanged. Not thread-safe.
 */
final class OffsetTracker {

    private final OffsetFormat format;
    private SourceOffset last;
    private Map<String, Object> lastWritten;
    private ResumeState newest;

    OffsetTracker(OffsetFormat format, SourceOffset start) {
        this.format = format;
        this.last = start;
        this.lastWritten = format.write(start);
        this.newest = start.resume();
    }

    /** Records the state of a delivery, whether or not the delivery becomes a record. */
    void received(ResumeState state) {
        newest = state;
    }

    /** Returns the newest state received, which may not be in the offset of any record yet. */
    ResumeState newest() {
        return newest;
    }

    /** Returns the offset at the last record: everything received before it is contained in the records so far. */
    SourceOffset last() {
        return last;
    }

    /** {@link #last} as Kafka Connect stores it. */
    Map<String, Object> lastWritten() {
        return lastWritten;
    }

    /** Returns the offset of the next record, with this number of server changes; it becomes the last offset. */
    Map<String, Object> next(ResumeState state, boolean sweepOwed, long serverChanges) {
        if (sweepOwed != last.sweepOwed() || serverChanges != last.serverChanges() || !state.equals(last.resume())) {
            moveTo(last.with(state, sweepOwed).afterServerChanges(serverChanges));
        }
        return lastWritten;
    }

    /** Makes all later offsets name the topic with this id. */
    void inTopic(String topicId) {
        moveTo(last.inTopic(topicId));
    }

    /** Makes all later offsets say that signals were carried out up to this position. */
    void signalsUpTo(SignalPosition position) {
        if (!position.equals(last.signals())) {
            moveTo(last.withSignals(position));
        }
    }

    private void moveTo(SourceOffset offset) {
        last = offset;
        lastWritten = format.write(offset);
    }
}
