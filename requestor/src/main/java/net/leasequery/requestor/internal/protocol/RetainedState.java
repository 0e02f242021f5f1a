package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Gap;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What a requestor knows whatever it is doing, and takes along from connection to connection.
 *
 * @param resume where it would resume, and what is owed
 * @param missedLately part of what is owed that was recorded since the back-fill last began; null if
 *     nothing
 * @param skew between the server's clock and ours
 * @param fruitless connections in a row, tried or made, that brought no progress. Progress is a
 *     completed catch-up, or a binding or keep-alive after it, on a connection that has lasted for
 *     5 s
 * @param serverIdentified whether the server on the live connection has told its identity
 */
public record RetainedState(
        ResumeState resume, @Nullable Gap missedLately, ClockSkew skew, int fruitless, boolean serverIdentified) {

    private static final long LASTING_MILLIS = 5_000;

    /**
     * At the beginning. A gap begins by the server's clock, and only a position tells whether that clock was set since:
     * without one, everything is owed.
     */
    static RetainedState initial(ResumeState resume) {
        boolean undated = resume.position() == null && resume.gap() != null;
        return new RetainedState(
                undated ? resume.withMissing(Gap.SNAPSHOT) : resume, null, ClockSkew.UNKNOWN, 0, false);
    }

    /**
     * After the first base-time of an answer. While there is no position, only this shows that the server's clock was set
     * back since the gap began; changes made since then carry times before it.
     */
    RetainedState withClockOf(ServerTime baseTime, LocalMoment receivedAt, long overlapSeconds) {
        boolean hidden = resume.position() == null
                && resume.gap() != null
                && !resume.gap().isSnapshot()
                && ClockStepWhileDisconnected.setBack(skew, baseTime, receivedAt, overlapSeconds);
        return hidden ? withMissing(Gap.SNAPSHOT).with(skew.afterStep(baseTime, receivedAt, true)) : this;
    }

    /** With a window that the server no longer has. */
    RetainedState withMissing(Gap gap) {
        Gap lately = missedLately == null ? gap : missedLately.union(gap);
        return new RetainedState(resume.withMissing(gap), lately, skew, fruitless, serverIdentified);
    }

    /** While a back-fill begins that will bring all that is owed now. */
    public RetainedState withBackfillBegun() {
        return new RetainedState(resume, null, skew, fruitless, serverIdentified);
    }

    /**
     * After that back-fill.
     *
     * @param remaining what it has left open; null if nothing
     */
    public RetainedState withBackfilled(@Nullable Gap remaining) {
        Gap owed = remaining == null || missedLately == null
                ? remaining == null ? missedLately : remaining
                : remaining.union(missedLately);
        return new RetainedState(resume.withGap(owed), missedLately, skew, fruitless, serverIdentified);
    }

    /** With a better view of the skew. */
    public RetainedState with(ClockSkew newSkew) {
        return newSkew == skew ? this : new RetainedState(resume, missedLately, newSkew, fruitless, serverIdentified);
    }

    /** Without the position: it was taken by a clock that has been set since, and everything is asked for. */
    RetainedState withoutPosition() {
        return new RetainedState(resume.withoutPosition(), missedLately, skew, fruitless, serverIdentified);
    }

    RetainedState with(ResumePosition position, ClockSkew newSkew) {
        return new RetainedState(resume.withPosition(position), missedLately, newSkew, fruitless, serverIdentified);
    }

    /** At the same server, which has told these identifiers. */
    public RetainedState withServer(ServerIdentity told) {
        ResumeState known = resume.withServer(told);
        return known.equals(resume) ? this : new RetainedState(known, missedLately, skew, fruitless, serverIdentified);
    }

    /** At another server: nothing was received from it, everything is owed, and its clock is not known. */
    public RetainedState withNewServer(ServerIdentity told) {
        return new RetainedState(ResumeState.ofNewServer(told), null, ClockSkew.UNKNOWN, fruitless, serverIdentified);
    }

    /** With a server on the live connection that has told who it is. */
    RetainedState withServerIdentified() {
        return serverIdentified ? this : new RetainedState(resume, missedLately, skew, fruitless, true);
    }

    /**
     * After useful data. A server that sends a binding and closes the connection, again and again, must not be
     * asked in a fast loop for that: only a connection that has lasted ends the back-off.
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
