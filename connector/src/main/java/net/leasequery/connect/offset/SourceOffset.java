package net.leasequery.connect.offset;

import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;

/**
 * The content of one source offset.
 *
 * @param resume where the requestor resumes, and which changes are still to be loaded
 * @param scope scope that the offset applies to; null if an earlier version or an operator wrote the offset without one
 * @param sweepOwed whether a snapshot is complete in the topic, but bindings missing from it have not been ended yet
 * @param topicId id of the bindings topic that holds the bindings (KIP-516); null if not known
 * @param signals position up to which signals were carried out; null if none were looked for
 * @param serverChanges how often a different server has begun to answer under this name, or the name was retired; a
 *     record in the topic with a higher number comes from a server, or a retirement, that this offset does not know
 */
public record SourceOffset(
        ResumeState resume,
        @Nullable OffsetScope scope,
        boolean sweepOwed,
        @Nullable String topicId,
        @Nullable SignalPosition signals,
        long serverChanges) {

    /** An offset of a server that has never changed. */
    public SourceOffset(
            ResumeState resume,
            @Nullable OffsetScope scope,
            boolean sweepOwed,
            @Nullable String topicId,
            @Nullable SignalPosition signals) {
        this(resume, scope, sweepOwed, topicId, signals, 0);
    }

    /** An offset of a connector that has not looked for signals. */
    public SourceOffset(ResumeState resume, @Nullable OffsetScope scope, boolean sweepOwed, @Nullable String topicId) {
        this(resume, scope, sweepOwed, topicId, null);
    }

    /** There is no stored offset. */
    public static final SourceOffset NONE = new SourceOffset(ResumeState.NONE, null, false);

    /** An offset for a topic whose id is not known. */
    public SourceOffset(ResumeState resume, @Nullable OffsetScope scope, boolean sweepOwed) {
        this(resume, scope, sweepOwed, null);
    }

    /**
     * Returns the offset at which a task starts whose records have the scope {@code current}. An offset without a scope
     * is assumed to have that scope. If the offset does not cover it, everything has to be loaded, and the stream
     * continues from its position.
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

    /**
     * Whether a change of topics, VPN, subnets or queries since this offset leaves nothing missing from the topics of
     * {@code current}.
     */
    public boolean speaksFor(OffsetScope current) {
        return scope == null || scope.covers(current);
    }

    /** Returns this offset with a snapshot to be loaded, because the pending sweep needs a complete answer. */
    public SourceOffset withSnapshotForSweep() {
        return new SourceOffset(owingSnapshot(), scope, sweepOwed, topicId, signals, serverChanges);
    }

    /**
     * Returns this offset with everything to be requested again, because Kafka shows some bindings under keys of an
     * earlier version.
     *
     * @param polled whether the server is polled: polls have no gaps, and start over without a position
     */
    public SourceOffset withSnapshotForKeys(boolean polled) {
        return polled
                ? new SourceOffset(ResumeState.NONE, scope, sweepOwed, topicId, signals, serverChanges)
                : withSnapshotForSweep();
    }

    /** Returns this offset with a newer resume state. */
    public SourceOffset with(ResumeState newResume, boolean newSweepOwed) {
        return new SourceOffset(newResume, scope, newSweepOwed, topicId, signals, serverChanges);
    }

    /** Returns this offset for the topic with this id; null if the id is not known. */
    public SourceOffset inTopic(@Nullable String newTopicId) {
        return new SourceOffset(resume, scope, sweepOwed, newTopicId, signals, serverChanges);
    }

    /** Returns this offset with a further gap to be filled. */
    public SourceOffset withMissing(Gap missing) {
        return new SourceOffset(resume.withMissing(missing), scope, sweepOwed, topicId, signals, serverChanges);
    }

    /** Returns this offset with the signals up to this position carried out. */
    public SourceOffset withSignals(@Nullable SignalPosition carriedOut) {
        return new SourceOffset(resume, scope, sweepOwed, topicId, carriedOut, serverChanges);
    }

    /** Returns this offset with at least this number of server changes. */
    public SourceOffset afterServerChanges(long changes) {
        return changes <= serverChanges ? this : new SourceOffset(resume, scope, sweepOwed, topicId, signals, changes);
    }

    /** If nothing was ever received, {@code snapshot.mode} decides whether everything has to be loaded. */
    private ResumeState owingSnapshot() {
        return resume.isBlank() ? resume : resume.withMissing(Gap.SNAPSHOT);
    }
}
