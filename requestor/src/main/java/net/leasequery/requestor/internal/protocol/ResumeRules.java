package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ResumeAssumption;

/**
 * Rules for moving a resume position.
 *
 * @param overlapSeconds subtracted from every query-start-time, not negative
 * @param assumption assumption about the order of waiting changes
 * @param endsAreInferred whether consumers infer from times that a lease has ended, because the protocol does not
 *     report it (DHCPv6). A step of the clock makes such conclusions doubtful, so everything is asked for again
 */
public record ResumeRules(long overlapSeconds, ResumeAssumption assumption, boolean endsAreInferred) {

    /** Returns rules for a protocol that reports each end and a server that sends changes in order. */
    public static ResumeRules withOverlap(long overlapSeconds) {
        return new ResumeRules(overlapSeconds, ResumeAssumption.ORDER, false);
    }

    boolean ordered() {
        return assumption == ResumeAssumption.ORDER;
    }
}
