package net.leasequery.systemtests.soak;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one schedule.
 *
 * @param tally its line of the table
 * @param causes of its repeats
 * @param failure description of the broken promise; null if it was kept
 */
record Outcome(Tally tally, RepeatCauses causes, @Nullable String failure) {

    private static final int DIFFERENCES_SHOWN = 10;

    static Outcome of(Schedule schedule, int struck, Verdict verdict, RecordCounts counts, Events events) {
        Tally tally = new Tally(
                1,
                struck,
                events.of("DISCONNECTED"),
                events.of("SNAPSHOT_STARTED"),
                events.of("DATA_MISSING"),
                counts.records(),
                counts.repeats(),
                verdict.lost(),
                verdict.wrong(),
                0);
        if (verdict.differences().isEmpty()) {
            return new Outcome(tally, counts.causes(), null);
        }
        StringBuilder text = new StringBuilder("%d lost, %d wrong of %d bindings; events %s; %s"
                .formatted(verdict.lost(), verdict.wrong(), verdict.bindings(), events, schedule));
        verdict.differences().stream()
                .limit(DIFFERENCES_SHOWN)
                .forEach(difference -> text.append("\n  ").append(difference));
        return new Outcome(tally, counts.causes(), text.toString());
    }

    static Outcome stuck(Schedule schedule, int struck, String why) {
        return new Outcome(Tally.ofStuck(struck), new RepeatCauses(), why + "; " + schedule);
    }
}
