package net.leasequery.systemtests.simulation;

/** What happened in a simulation that makes times prove less. */
final class Disturbances {

    /** With times in whole seconds, a message that is this late may look like a clock that was set back. */
    private static final long LATE_MILLIS = 800;

    private boolean clockSet;
    private boolean workerClockSet;
    private boolean clockUnknown;
    private boolean clockDrifts;
    private boolean messagesWaited;
    private boolean leasesWentBack;

    /** From now on a task may conclude from the server's clock that it missed something. */
    void clockWasSet() {
        clockSet = true;
    }

    /**
     * From now on a starting task may use the worker's clock for the server's, and query again what that makes
     * doubtful.
     */
    void workerClockWasSet() {
        workerClockSet = true;
    }

    /** An offset without {@code clock_skew_ms}: the task cannot tell whether the server's clock was set. */
    void clockIsUnknown() {
        clockUnknown = true;
    }

    /** From now on the server's times differ from those of this simulation. */
    void clockDrifts() {
        clockDrifts = true;
    }

    /** A late first message of a connection looks the same as a clock that was set back by the delay. */
    void messagesWait(long millis) {
        messagesWaited |= millis >= LATE_MILLIS;
    }

    /** Messages arrive in pieces, one after the other, so any of them may be late. */
    void messagesArriveInPieces() {
        messagesWaited = true;
    }

    /** From now on leases have older times than before. */
    void leasesWentBack() {
        leasesWentBack = true;
    }

    /** Whether the server's times may differ from those of the changes. */
    boolean falsifyTimes() {
        return clockSet || clockDrifts || leasesWentBack;
    }

    /** Whether a gap may be concluded that the server did not report. */
    boolean lookLikeGaps() {
        return clockSet || clockUnknown || workerClockSet || messagesWaited;
    }
}
