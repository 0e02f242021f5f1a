package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ResumeAssumption;

/**
 * How a resume position moves.
 *
 * @param overlapSeconds taken off every query-start-time, not negative
 * @param assumption what is assumed of the order of waiting changes
 * @param endsAreInferred whether whoever reads the stream concludes from times that a lease has ended, because the protocol
 *     does not tell (DHCPv6). A clock that was set makes such conclusions doubtful, so everything is asked for again
 */
public record ResumeRules(long overlapSeconds, ResumeAssumption assumption, boolean endsAreInferred) {

    /** Rules of a protocol that tells each end, for a server that sends changes in order. */
    public static ResumeRules withOverlap(long overlapSeconds) {
        return new ResumeRules(overlapSeconds, ResumeAssumption.ORDER, false);
    }

    boolean ordered() {
        return assumption == ResumeAssumption.ORDER;
    }
}
