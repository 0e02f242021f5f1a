package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;

/**
 * What the polling knows whatever it is doing, and takes along from poll to poll.
 *
 * @param resume after the last poll that was answered whole
 * @param snapshotOwed whether the next poll that succeeds is a snapshot
 * @param skew between the server's clock and ours
 * @param incremental whether the next poll need ask for changes only
 * @param connected whether the server has answered since the last failure
 * @param succeeded whether a poll has been answered whole since the last failure
 * @param failures in a row
 */
public record PollStanding(
        ResumeState resume,
        boolean snapshotOwed,
        ClockSkew skew,
        Incremental incremental,
        boolean connected,
        boolean succeeded,
        int failures) {

    static PollStanding initial(ResumeState resume, boolean snapshotWanted) {
        return new PollStanding(resume, snapshotWanted, ClockSkew.UNKNOWN, Incremental.UNKNOWN, false, false, 0);
    }

    PollStanding with(ClockSkew newSkew) {
        return newSkew == skew
                ? this
                : new PollStanding(resume, snapshotOwed, newSkew, incremental, connected, succeeded, failures);
    }

    PollStanding with(Incremental next) {
        return new PollStanding(resume, snapshotOwed, skew, next, connected, succeeded, failures);
    }

    /** At the same server, which has told these identifiers. */
    PollStanding withServer(ServerIdentity told) {
        ResumeState known = resume.withServer(told);
        return known.equals(resume)
                ? this
                : new PollStanding(known, snapshotOwed, skew, incremental, connected, succeeded, failures);
    }

    /** At another server: nothing was received from it, and neither its clock nor its manners are known. */
    PollStanding withNewServer(ServerIdentity told) {
        return new PollStanding(
                ResumeState.ofNewServer(told),
                true,
                ClockSkew.UNKNOWN,
                Incremental.UNKNOWN,
                connected,
                succeeded,
                failures);
    }

    /** After the first answer since the start or a failure. */
    PollStanding afterAnswer() {
        return connected ? this : new PollStanding(resume, snapshotOwed, skew, incremental, true, succeeded, failures);
    }

    /** After a poll that was answered whole: everything up to {@code position} has been received. */
    PollStanding afterPoll(ResumePosition position, Incremental next) {
        ResumeState received = new ResumeState(position, null, resume.server());
        return new PollStanding(received, false, skew, next, true, true, 0);
    }

    PollStanding afterFailure() {
        int more = failures == Integer.MAX_VALUE ? failures : failures + 1;
        return new PollStanding(resume, snapshotOwed, skew, incremental, false, false, more);
    }
}
