package net.leasequery.connect.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.TableKey;

/**
 * Endings that were concluded and that Kafka has not acknowledged. The table no longer has rows for them, so nothing
 * else would conclude them again. An ending that is not in Kafka, because a transform dropped it or its failure was
 * ignored, is written again after {@link #PAUSE}, {@value #MOST_ATTEMPTS} times in all. Bounded in number: endings
 * beyond {@value #MOST_ENDINGS} are not tracked. Used by one thread; the producer's thread reports to the receipts.
 */
final class UnsettledEndings {

    static final int MOST_ENDINGS = 8_192;
    static final int MOST_ATTEMPTS = 3;
    static final Duration PAUSE = Duration.ofSeconds(60);

    private final Map<String, Unsettled> unsettled = new LinkedHashMap<>();
    private final LongSupplier nanoTime;
    private int concludedByAnswers;

    /** @param nanoTime monotonic: if the wall clock was set, all attempts could be made at once */
    UnsettledEndings(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One ending, and the receipt for its records. */
    private static final class Unsettled implements Receipt {

        private final Ending ending;
        private int attempts;
        private long attemptedAtNanos;
        private volatile boolean stored;
        private volatile boolean lost;

        Unsettled(Ending ending) {
            this.ending = ending;
        }

        void attempt(long nowNanos) {
            attempts++;
            lost = false;
            attemptedAtNanos = nowNanos;
        }

        boolean isGivenUp() {
            return lost && attempts >= MOST_ATTEMPTS;
        }

        boolean isDue(long nowNanos) {
            return lost && nowNanos - attemptedAtNanos >= PAUSE.toNanos();
        }

        @Override
        public void settled(boolean isStored) {
            stored = isStored;
            lost = !isStored;
        }
    }

    /**
     * Adds endings that are about to be written. A later report of the server about such a binding makes its ending
     * obsolete.
     */
    void concluded(List<Ending> endings) {
        for (Ending ending : endings) {
            String key = TableKey.of(ending.last());
            forget(key);
            if (unsettled.size() < MOST_ENDINGS) {
                unsettled.put(key, new Unsettled(ending));
                concludedByAnswers += byAnswer(ending);
            }
        }
    }

    /** Called when an ending is about to be written; returns the receipt for its record. */
    Receipt written(Ending ending) {
        Unsettled one = unsettled.get(TableKey.of(ending.last()));
        if (one == null || !one.ending.equals(ending)) {
            return Receipt.NONE;
        }
        one.attempt(nanoTime.getAsLong());
        return one;
    }

    /** Drops the ending of a binding, because the server has reported the binding since. */
    void forget(String key) {
        Unsettled removed = unsettled.remove(key);
        if (removed != null) {
            concludedByAnswers -= byAnswer(removed.ending);
        }
    }

    private static int byAnswer(Ending ending) {
        return ending.answerId() == null ? 0 : 1;
    }

    boolean isEmpty() {
        return unsettled.isEmpty();
    }

    /**
     * Whether there are endings that an answer concluded. After a restart, only another answer would conclude them
     * again.
     */
    boolean hasConcludedByAnswers() {
        return concludedByAnswers > 0;
    }

    /** Returns the endings to write again now. */
    List<Ending> due() {
        if (unsettled.isEmpty()) {
            return List.of();
        }
        long now = nanoTime.getAsLong();
        List<Ending> due = new ArrayList<>();
        for (Iterator<Unsettled> each = unsettled.values().iterator(); each.hasNext(); ) {
            Unsettled one = each.next();
            if (one.stored || one.isGivenUp()) {
                each.remove();
                concludedByAnswers -= byAnswer(one.ending);
            } else if (one.isDue(now)) {
                due.add(one.ending);
            }
        }
        return due;
    }

    int size() {
        return unsettled.size();
    }
}
