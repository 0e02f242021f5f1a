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
public final class OffsetTracker {

    private final OffsetFormat format;
    private SourceOffset last;
    private Map<String, Object> lastWritten;
    private ResumeState newest;
    private long serverChanges;

    OffsetTracker(OffsetFormat format, SourceOffset start) {
        this.format = format;
        this.last = start;
        this.lastWritten = format.write(start);
        this.newest = start.resume();
        this.serverChanges = start.serverChanges();
    }

    /** Records the state of a delivery, whether or not the delivery becomes a record. */
    void received(ResumeState state) {
        newest = state;
    }

    /** Returns the newest state received, which may not be in the offset of any record yet. */
    ResumeState newestReceived() {
        return newest;
    }

    /** Returns the offset after everything received, from which a task would continue. */
    public SourceOffset newest() {
        return last.with(newest, last.sweepOwed()).afterServerChanges(serverChanges);
    }

    /** Number of times that the server has changed; the next offset says so. */
    long serverChanges() {
        return serverChanges;
    }

    void afterServerChanges(long changes) {
        serverChanges = changes;
    }

    /** Returns the offset at the last record: everything received before it is contained in the records so far. */
    public SourceOffset last() {
        return last;
    }

    /** {@link #last} as Kafka Connect stores it. */
    Map<String, Object> lastWritten() {
        return lastWritten;
    }

    /** Returns the offset of the next record; it becomes the last offset. */
    Map<String, Object> next(ResumeState state, boolean sweepOwed) {
        if (sweepOwed != last.sweepOwed() || serverChanges != last.serverChanges() || !state.equals(last.resume())) {
            moveTo(last.with(state, sweepOwed).afterServerChanges(serverChanges));
        }
        return lastWritten;
    }

    /** Makes all later offsets name the topic with this id. */
    public void inTopic(String topicId) {
        moveTo(last.inTopic(topicId));
    }

    /** Makes all later offsets say that signals were carried out up to this position. */
    public void signalsUpTo(SignalPosition position) {
        if (!position.equals(last.signals())) {
            moveTo(last.withSignals(position));
        }
    }

    private void moveTo(SourceOffset offset) {
        last = offset;
        lastWritten = format.write(offset);
    }
}
