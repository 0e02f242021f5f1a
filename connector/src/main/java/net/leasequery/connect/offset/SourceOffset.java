package net.leasequery.connect.offset;

import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;

/**
 * All that one source offset says.
 *
 * @param resume where the requestor resumes, and what it owes
 * @param scope what that speaks for; null if an earlier version or an operator wrote it, who did not say
 * @param sweepOwed whether a snapshot is complete in the topic, but bindings that it lacked have not been
 *     ended yet
 * @param topicId id of the bindings topic that all of this is in (KIP-516); null if nobody has found it out
 * @param signals up to where signals were carried out; null if none were looked for
 * @param serverChanges how often another server than before answered under this name; a record of the topic that tells of
 *     more changes is of a server that this offset does not know of
 */
public record SourceOffset(
        ResumeState resume,
        @Nullable OffsetScope scope,
        boolean sweepOwed,
        @Nullable String topicId,
        @Nullable SignalPosition signals,
        long serverChanges) {

    /** Of a server that was always the same. */
    public SourceOffset(
            ResumeState resume,
            @Nullable OffsetScope scope,
            boolean sweepOwed,
            @Nullable String topicId,
            @Nullable SignalPosition signals) {
        this(resume, scope, sweepOwed, topicId, signals, 0);
    }

    /** Of a connector that has not looked for signals. */
    public SourceOffset(ResumeState resume, @Nullable OffsetScope scope, boolean sweepOwed, @Nullable String topicId) {
        this(resume, scope, sweepOwed, topicId, null);
    }

    /** There is no stored offset. */
    public static final SourceOffset NONE = new SourceOffset(ResumeState.NONE, null, false);

    /** Of a topic whose id is not known. */
    public SourceOffset(ResumeState resume, @Nullable OffsetScope scope, boolean sweepOwed) {
        this(resume, scope, sweepOwed, null);
    }

    /**
     * Where a task begins whose records are of {@code current} scope. An offset without a scope is taken to be of
     * that one. If the offset does not cover it, everything is owed; the stream goes on from its position.
     */
    public SourceOffset adoptedBy(OffsetScope current) {
        boolean sameTopic = scope != null && scope.topicPrefix().equals(current.topicPrefix());
        return new SourceOffset(
                speaksFor(current) ? resume : owingSnapshot(),
                current,
                sweepOwed,
                sameTopic ? topicId : null,
                signals,
                serverChanges);
    }

    /** Whether nothing is missing from the topics of {@code current} because they, or the VPN, were changed. */
    public boolean speaksFor(OffsetScope current) {
        return scope == null || scope.covers(current);
    }

    /** With everything to be asked for once more, as the sweep that is owed needs a complete answer. */
    public SourceOffset withSnapshotForSweep() {
        return new SourceOffset(owingSnapshot(), scope, sweepOwed, topicId, signals, serverChanges);
    }

    /**
     * With everything to be asked for once more, since Kafka shows some of it under keys of an earlier version.
     *
     * @param polled whether the server is polled: a poll has no gaps, it begins anew without a position
     */
    public SourceOffset withSnapshotForKeys(boolean polled) {
        return polled
                ? new SourceOffset(ResumeState.NONE, scope, sweepOwed, topicId, signals, serverChanges)
                : withSnapshotForSweep();
    }

    /** At a further resume state. */
    public SourceOffset with(ResumeState newResume, boolean newSweepOwed) {
        return new SourceOffset(newResume, scope, newSweepOwed, topicId, signals, serverChanges);
    }

    /** In the topic with this id; null if it is not known. */
    public SourceOffset inTopic(@Nullable String newTopicId) {
        return new SourceOffset(resume, scope, sweepOwed, newTopicId, signals, serverChanges);
    }

    /** With this owed besides what is. */
    public SourceOffset withMissing(Gap missing) {
        return new SourceOffset(resume.withMissing(missing), scope, sweepOwed, topicId, signals, serverChanges);
    }

    /** With the signals up to there carried out. */
    public SourceOffset withSignals(@Nullable SignalPosition carriedOut) {
        return new SourceOffset(resume, scope, sweepOwed, topicId, carriedOut, serverChanges);
    }

    /** After so many changes of the server; never fewer than were known. */
    public SourceOffset afterServerChanges(long changes) {
        return changes <= serverChanges ? this : new SourceOffset(resume, scope, sweepOwed, topicId, signals, changes);
    }

    /** Of one that never received anything, it is for {@code snapshot.mode} to say whether everything is owed. */
    private ResumeState owingSnapshot() {
        return resume.isBlank() ? resume : resume.withMissing(Gap.SNAPSHOT);
    }
}
