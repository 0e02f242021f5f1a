package net.leasequery.systemtests.simulation;

/** What the RFCs leave to a server, and what it does wrong, for now. */
final class ServerFreedoms {

    private static final long ANSWER_PACE_MILLIS = 15;

    private boolean damageNext;
    private boolean oddTimeNext;
    private boolean readsAsItSends;
    private boolean streamsAllVpns;
    private boolean answersAll;
    private boolean coalesces;
    private boolean leavesOutTransaction;
    private boolean leavesOutBaseTime;
    private int moreTimes;
    private long answerPaceMillis = ANSWER_PACE_MILLIS;

    /** Whether a change takes the place of one that still waits on the same connection. RFC 7724 section 6. */
    boolean coalesces() {
        return coalesces;
    }

    /** Makes changes take the place of those that wait, or wait behind them. */
    void coalesce(boolean whether) {
        coalesces = whether;
    }

    boolean readsAsItSends() {
        return readsAsItSends;
    }

    /** Makes later bulk answers read each lease when its message is sent, or all of them at once. */
    void readAsItSends(boolean whether) {
        readsAsItSends = whether;
    }

    boolean streamsAllVpns() {
        return streamsAllVpns;
    }

    boolean answersAll() {
        return answersAll;
    }

    /** Reports all VPNs on streams, and all bindings in bulk answers, whatever the query asks for. */
    void reportOthers(boolean onStreams, boolean inAnswers) {
        streamsAllVpns = onStreams;
        answersAll = inAnswers;
    }

    /** Damages an option of the next binding. */
    void damageNext() {
        damageNext = true;
    }

    /** Whether an option is damaged now. */
    boolean takeDamage() {
        boolean was = damageNext;
        damageNext = false;
        return was;
    }

    /** Gives the next binding an impossible time. */
    void oddTimeNext() {
        oddTimeNext = true;
    }

    /** Whether a time is impossible now. */
    boolean takeOddTime() {
        boolean was = oddTimeNext;
        oddTimeNext = false;
        return was;
    }

    boolean leavesOutTransaction() {
        return leavesOutTransaction;
    }

    /** Makes later messages lack the time of the client's last transaction, or not. */
    void leaveOutTransaction(boolean whether) {
        leavesOutTransaction = whether;
    }

    boolean leavesOutBaseTime() {
        return leavesOutBaseTime;
    }

    /** Makes later statuses lack the base-time where RFC 7724 does not require it, or not. */
    void leaveOutBaseTime(boolean whether) {
        leavesOutBaseTime = whether;
    }

    int moreTimes() {
        return moreTimes;
    }

    /** Makes streams contain each binding a number of times more. */
    void sendAgain(int times) {
        moreTimes = times;
    }

    /** Time between two messages of a bulk answer. */
    long answerPaceMillis() {
        return answerPaceMillis;
    }

    /** Makes bulk answers send a message every so often. */
    void answerEvery(long millis) {
        answerPaceMillis = millis;
    }

    /** Ends what the connector cannot recover from while it goes on. */
    void heal() {
        damageNext = false;
        oddTimeNext = false;
        reportOthers(false, false);
        leaveOutBaseTime(false);
        answerEvery(ANSWER_PACE_MILLIS);
    }
}
