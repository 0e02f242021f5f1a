package net.leasequery.connect.record;

import java.util.Map;
import net.leasequery.connect.offset.OffsetFormat;
import net.leasequery.connect.offset.SignalPosition;
import net.leasequery.connect.offset.SourceOffset;
import net.leasequery.requestor.ResumeState;

/**
 * The source offset of the record that was made last, and the newest state beyond it. The same map is handed out for as
 * long as the offset stays the same. Not thread-safe.
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

    /** Takes note of the state of a delivery, whether a record comes of it or not. */
    void received(ResumeState state) {
        newest = state;
    }

    /** The newest state received; the offset of no record yet may have it. */
    ResumeState newest() {
        return newest;
    }

    /** The offset at the last record: all that came before it is among the records. */
    SourceOffset last() {
        return last;
    }

    /** {@link #last} as Kafka Connect stores it. */
    Map<String, Object> lastWritten() {
        return lastWritten;
    }

    /** The offset of the next record, made after so many changes of the server; it becomes the last one. */
    Map<String, Object> next(ResumeState state, boolean sweepOwed, long serverChanges) {
        if (sweepOwed != last.sweepOwed() || serverChanges != last.serverChanges() || !state.equals(last.resume())) {
            moveTo(last.with(state, sweepOwed).afterServerChanges(serverChanges));
        }
        return lastWritten;
    }

    /** All offsets from now on are of the topic with this id. */
    void inTopic(String topicId) {
        moveTo(last.inTopic(topicId));
    }

    /** From now on each offset says that signals were carried out up to there. */
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
