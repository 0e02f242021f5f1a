package net.leasequery.streams.history;

import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a server, which is set by up to five seconds now and then, and what its connector believes of it: something
 * between what it showed before a step and after. What the server wrote down stays as it was.
 */
final class SteppingClock {
    private final Random random;
    private final NavigableMap<Long, Long> shown = new TreeMap<>();
    private final NavigableMap<Long, Long> believed = new TreeMap<>();

    SteppingClock(Random random, long from, long to, int steps) {
        this.random = random;
        long skew = 0;
        shown.put(Long.MIN_VALUE, skew);
        believed.put(Long.MIN_VALUE, skew);
        long at = from;
        for (int i = 0; i < steps && at < to; i++) {
            at += 1_000L * random.nextInt(10, 3_000);
            long step = random.nextLong(-Certainty.STEP_MILLIS, Certainty.STEP_MILLIS + 1);
            shown.put(at, skew + step);
            believed.put(at, skew + random.nextLong(Math.min(step, 0), Math.max(step, 0) + 1));
            skew += step;
        }
    }

    private static long at(NavigableMap<Long, Long> skews, long moment) {
        return Objects.requireNonNull(skews.floorEntry(moment)).getValue();
    }

    /** What is true, as it is told: each time by the clock of when it was written down, and up to a second off. */
    Statement reported(Statement truth, long recordedAt) {
        long skew = at(believed, recordedAt);
        Long last = Objects.requireNonNull(truth.reportedLast());
        Long expiry = truth.reportedExpiry();
        return new Statement(
                truth.server(),
                truth.source(),
                truth.offset(),
                recordedAt,
                truth.state(),
                truth.client(),
                false,
                reported(truth.reportedStart(), Objects.requireNonNull(truth.reportedStart())),
                reported(last, last),
                reported(expiry, last),
                false,
                false,
                skew,
                skew,
                skew);
    }

    private @Nullable Long reported(@Nullable Long moment, long written) {
        return moment == null
                ? null
                : Long.valueOf(Math.floorDiv(moment + at(shown, written), 1_000) * 1_000 + 1_000L * random.nextInt(2));
    }
}
