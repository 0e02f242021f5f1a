package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerIdentity;

/**
 * Data of the polling that is kept in every state and from poll to poll.
 *
 * @param resume state after the last complete poll
 * @param snapshotOwed whether the next poll that succeeds is a snapshot
 * @param skew server clock minus local clock
 * @param incremental whether the next poll may ask for changes only
 * @param connected whether the server has answered since the last failure
 * @param succeeded whether a poll has been answered completely since the last failure
 * @param failures in a row
 */
public record RetainedPollState(
        ResumeState resume,
        boolean snapshotOwed,
        ClockSkew skew,
        IncrementalSupport incremental,
        boolean connected,
        boolean succeeded,
        int failures) {

    static RetainedPollState initial(ResumeState resume, boolean snapshotWanted) {
        return new RetainedPollState(
                resume, snapshotWanted, ClockSkew.UNKNOWN, IncrementalSupport.UNKNOWN, false, false, 0);
    }

    RetainedPollState with(ClockSkew newSkew) {
        return newSkew == skew
                ? this
                : new RetainedPollState(resume, snapshotOwed, newSkew, incremental, connected, succeeded, failures);
    }

    RetainedPollState with(IncrementalSupport next) {
        return new RetainedPollState(resume, snapshotOwed, skew, next, connected, succeeded, failures);
    }

    /** Returns this state after the same server has sent these identifiers. */
    RetainedPollState withServer(ServerIdentity reported) {
        ResumeState known = resume.withServer(reported);
        return known.equals(resume)
                ? this
                : new RetainedPollState(known, snapshotOwed, skew, incremental, connected, succeeded, failures);
    }

    /**
     * Returns the state at another server: nothing was received from it, and neither its clock nor its behavior is
     * known.
     */
    RetainedPollState withNewServer(ServerIdentity reported) {
        return new RetainedPollState(
                ResumeState.ofNewServer(reported),
                true,
                ClockSkew.UNKNOWN,
                IncrementalSupport.UNKNOWN,
                connected,
                succeeded,
                failures);
    }

    /** Returns this state after the first answer since the start or a failure. */
    RetainedPollState afterAnswer() {
        return connected
                ? this
                : new RetainedPollState(resume, snapshotOwed, skew, incremental, true, succeeded, failures);
    }

    /** Returns this state after a complete poll: everything up to {@code position} has been received. */
    RetainedPollState afterPoll(ResumePosition position, IncrementalSupport next) {
        ResumeState received = new ResumeState(position, null, resume.server());
        return new RetainedPollState(received, false, skew, next, true, true, 0);
    }

    RetainedPollState afterFailure() {
        int more = failures == Integer.MAX_VALUE ? failures : failures + 1;
        return new RetainedPollState(resume, snapshotOwed, skew, incremental, false, false, more);
    }
}
