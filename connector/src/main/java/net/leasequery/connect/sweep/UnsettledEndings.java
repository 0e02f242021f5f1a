package net.leasequery.connect.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endings that were written and that Kafka has not acknowledged. The table has no row of them any more, so nothing else
 * would conclude them again. One that is not in Kafka, because a transform dropped it or its failure was ignored, is
 * written again after {@link #PAUSE}, {@value #MOST_ATTEMPTS} times in all. Bounded in number: of the endings beyond
 * {@value #MOST_ENDINGS}, no account is kept. One thread uses it; the producer's thread reports to the receipts.
 */
final class UnsettledEndings {

    static final int MOST_ENDINGS = 8_192;
    static final int MOST_ATTEMPTS = 3;
    static final Duration PAUSE = Duration.ofSeconds(60);

    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private int concludedByAnswers;

    /** One attempt to write an ending. */
    private static final class Attempt implements Receipt {

        private final Ending ending;
        private final int number;
        private final long atMillis;
        private volatile boolean stored;
        private volatile boolean lost;

        Attempt(Ending ending, int number, long atMillis) {
            this.ending = ending;
            this.number = number;
            this.atMillis = atMillis;
        }

        @Override
        public void settled(boolean isStored) {
            stored = isStored;
            lost = !isStored;
        }
    }

    /**
     * An ending is about to be written.
     *
     * @param nowMillis local clock
     * @return receipt for its record
     */
    Receipt written(Ending ending, long nowMillis) {
        String key = TableKey.of(ending.last());
        Attempt before = remove(key);
        if (attempts.size() >= MOST_ENDINGS) {
            return Receipt.NONE;
        }
        int number = 1;
        if (before != null && before.ending.equals(ending)) {
            number = before.number + (before.lost ? 1 : 0);
        }
        Attempt attempt = new Attempt(ending, number, nowMillis);
        attempts.put(key, attempt);
        concludedByAnswers += byAnswer(attempt);
        return attempt;
    }

    /** The server has told of this binding since. */
    void forget(String key) {
        if (!attempts.isEmpty()) {
            Attempt unused = remove(key);
        }
    }

    private @Nullable Attempt remove(String key) {
        Attempt removed = attempts.remove(key);
        concludedByAnswers -= removed == null ? 0 : byAnswer(removed);
        return removed;
    }

    private static int byAnswer(Attempt attempt) {
        return attempt.ending.answerId() == null ? 0 : 1;
    }

    /** Whether there are endings that an answer concluded: only another one would do so again after a restart. */
    boolean hasConcludedByAnswers() {
        return concludedByAnswers > 0;
    }

    /**
     * Endings to write again now; they must be {@link #written} again.
     *
     * @param nowMillis local clock
     */
    List<Ending> due(long nowMillis) {
        if (attempts.isEmpty()) {
            return List.of();
        }
        List<Ending> due = new ArrayList<>();
        for (Iterator<Attempt> each = attempts.values().iterator(); each.hasNext(); ) {
            Attempt attempt = each.next();
            if (attempt.stored || (attempt.lost && attempt.number >= MOST_ATTEMPTS)) {
                each.remove();
                concludedByAnswers -= byAnswer(attempt);
            } else if (attempt.lost && isOver(PAUSE, attempt.atMillis, nowMillis)) {
                due.add(attempt.ending);
            }
        }
        return due;
    }

    /** A clock that was set in either direction must not keep an ending back for long. */
    private static boolean isOver(Duration pause, long sinceMillis, long nowMillis) {
        return Math.abs(nowMillis - sinceMillis) >= pause.toMillis();
    }

    int size() {
        return attempts.size();
    }
}
