package net.leasequery.systemtests.soak;

/** Why a record repeats an earlier one. The first cause that applies counts. */
enum RepeatCause {
    /** A snapshot with {@code snapshot.mode=always}, which is written whole. */
    WHOLE_SNAPSHOT("in a snapshot written whole"),
    /** Another record of the key came between the two. */
    CHANGED_BETWEEN("after another record of the key"),
    /** The earlier record was made so shortly before that Kafka may not have acknowledged it. */
    ON_ITS_WAY("less than " + RepeatCause.ON_ITS_WAY_MILLIS + " ms after the first"),
    /** The task cannot read its topic back, and remembers only what it has written since its start. */
    NO_TABLE("without sweep.bootstrap.servers"),
    /** None of these: by a snapshot. */
    SNAPSHOT("else by a snapshot"),
    /** None of these: by the fill of a gap. */
    GAP_FILL("else by a gap fill"),
    /** None of these: by a catch-up. */
    CATCH_UP("else by a catch-up"),
    /** None of these: by a change as it happened. */
    LIVE("else live"),
    /** None of these: by a poll. */
    POLL("else by a poll");

    static final long ON_ITS_WAY_MILLIS = 500;

    private final String text;

    RepeatCause(String text) {
        this.text = text;
    }

    /** For people, as in "else by a gap fill". */
    String text() {
        return text;
    }

    /** The cause of a repeat that nothing else explains. */
    static RepeatCause unexplained(RecordCounts.Origin origin) {
        return valueOf(origin.name());
    }
}
