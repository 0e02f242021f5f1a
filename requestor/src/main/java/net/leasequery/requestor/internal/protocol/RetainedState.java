package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Data of a requestor that is kept in every state and from connection to connection.
 *
 * @param resume position to resume from, and the gap that is owed
 * @param missedLately part of the owed gap that was recorded since the back-fill last began; null if none
 * @param skew server clock minus local clock
 * @param fruitless consecutive connections or attempts that brought no progress. Progress is a completed catch-up, or a
 *     binding or keep-alive after it, on a connection that has lasted for 5 s
 * @param serverIdentified whether the server on the live connection has sent its identity
 */
public record RetainedState(
        ResumeState resume, @Nullable Gap missedLately, ClockSkew skew, int fruitless, boolean serverIdentified) {

    private static final long LASTING_MILLIS = 5_000;

    /**
     * Returns the initial state. The start of a gap is in the server's clock, and only a position shows whether that
     * clock was set since. Without a position, everything is therefore owed.
     */
    static RetainedState initial(ResumeState resume) {
        boolean undated = resume.position() == null && resume.gap() != null;
        return new RetainedState(
                undated ? resume.withMissing(Gap.SNAPSHOT) : resume, null, ClockSkew.UNKNOWN, 0, false);
    }

    /**
     * Returns this state after the first base-time of an answer. While there is no position, only this base-time shows
     * that the server's clock was set back since the gap began; changes made since the step may carry times before the
     * gap.
     */
    RetainedState withClockOf(ServerTime baseTime, LocalMoment receivedAt, long overlapSeconds) {
        boolean hidden = resume.position() == null
                && resume.gap() != null
                && !resume.gap().isSnapshot()
                && ClockStepWhileDisconnected.setBack(skew, baseTime, receivedAt, overlapSeconds);
        return hidden ? withMissing(Gap.SNAPSHOT).with(skew.afterStep(baseTime, receivedAt, true)) : this;
    }

    /** Returns this state after a message of a bulk answer, of which the first is prompt: nothing delays it. */
    RetainedState afterBulkMessage(ServerMessage message, BulkPass before, long overlapSeconds) {
        ServerTime baseTime = message.baseTime();
        if (baseTime == null) {
            return this;
        }
        if (before.firstBaseTime() != null) {
            return with(skew.after(baseTime, message.at()));
        }
        RetainedState dated = withClockOf(baseTime, message.at(), overlapSeconds);
        return dated.with(dated.skew.afterPrompt(baseTime, message.at()));
    }

    /** Returns this state with a window that the server no longer has. */
    RetainedState withMissing(Gap gap) {
        Gap lately = missedLately == null ? gap : missedLately.union(gap);
        return new RetainedState(resume.withMissing(gap), lately, skew, fruitless, serverIdentified);
    }

    /** Returns this state at the start of a back-fill that loads everything owed now. */
    public RetainedState withBackfillBegun() {
        return new RetainedState(resume, null, skew, fruitless, serverIdentified);
    }

    /**
     * Returns this state after that back-fill.
     *
     * @param remaining gap that it has left; null if none
     */
    public RetainedState withBackfilled(@Nullable Gap remaining) {
        Gap owed = remaining == null || missedLately == null
                ? remaining == null ? missedLately : remaining
                : remaining.union(missedLately);
        return new RetainedState(resume.withGap(owed), missedLately, skew, fruitless, serverIdentified);
    }

    /** Returns this state with a new estimate of the skew. */
    public RetainedState with(ClockSkew newSkew) {
        return newSkew == skew ? this : new RetainedState(resume, missedLately, newSkew, fruitless, serverIdentified);
    }

    /**
     * Returns this state without the position, because the clock that it was taken from has been set since and
     * everything is asked for.
     */
    RetainedState withoutPosition() {
        return new RetainedState(resume.withoutPosition(), missedLately, skew, fruitless, serverIdentified);
    }

    RetainedState with(ResumePosition position, ClockSkew newSkew) {
        return new RetainedState(resume.withPosition(position), missedLately, newSkew, fruitless, serverIdentified);
    }

    /** Returns this state after the same server has sent these identifiers. */
    public RetainedState withServer(ServerIdentity reported) {
        ResumeState known = resume.withServer(reported);
        return known.equals(resume) ? this : new RetainedState(known, missedLately, skew, fruitless, serverIdentified);
    }

    /**
     * Returns the state at another server: nothing was received from it, everything is owed, and its clock is not
     * known.
     */
    public RetainedState withNewServer(ServerIdentity reported) {
        return new RetainedState(
                ResumeState.ofNewServer(reported), null, ClockSkew.UNKNOWN, fruitless, serverIdentified);
    }

    /** Returns this state after the server on the live connection has identified itself. */
    RetainedState withServerIdentified() {
        return serverIdentified ? this : new RetainedState(resume, missedLately, skew, fruitless, true);
    }

    /**
     * Returns this state after useful data. A server that repeatedly sends a binding and closes the connection must not
     * be queried in a fast loop, so only a connection that has lasted resets the back-off.
     */
    RetainedState afterProgress(ActiveQuery query, LocalMoment at) {
        return fruitless == 0 || at.millisSince(query.sentAt()) < LASTING_MILLIS
                ? this
                : new RetainedState(resume, missedLately, skew, 0, serverIdentified);
    }

    RetainedState afterConnection() {
        int more = fruitless == Integer.MAX_VALUE ? fruitless : fruitless + 1;
        return new RetainedState(resume, missedLately, skew, more, false);
    }
}
