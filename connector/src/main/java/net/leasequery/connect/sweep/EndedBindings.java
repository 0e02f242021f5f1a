package net.leasequery.connect.sweep;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.TableKey;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Creates the endings of bindings that were removed from the table, and counts them. Not thread-safe, except for
 * {@link #count}.
 */
final class EndedBindings {

    private final KafkaView view;
    private final UnsettledEndings unsettled;
    private final AtomicLong count = new AtomicLong();

    /**
     * For bindings in {@code view}.
     *
     * @param nanoTime local monotonic clock, as {@link System#nanoTime}
     */
    EndedBindings(KafkaView view, LongSupplier nanoTime) {
        this.view = view;
        this.unsettled = new UnsettledEndings(nanoTime);
    }

    /** The server reported this binding, which makes any earlier conclusion about it obsolete. */
    void reported(Fingerprint binding) {
        if (!unsettled.isEmpty()) {
            unsettled.forget(TableKey.of(binding));
        }
    }

    /** Called when an ending is about to be written; returns the receipt for its record. */
    Receipt written(Ending ending) {
        return unsettled.written(ending);
    }

    /** Whether Kafka lacks endings that an answer concluded, as far as they are tracked. */
    boolean hasUnsettledOfAnswers() {
        return unsettled.hasConcludedByAnswers();
    }

    /** Returns endings that were written but are not in Kafka, and that are due to be written again. */
    List<Ending> unwritten() {
        return unsettled.due();
    }

    /**
     * Ends bindings that are missing from a complete answer.
     *
     * @param baseTime of the answer, server clock; null if not known
     */
    List<Ending> missingFrom(Origin origin, String answerId, @Nullable ServerTime baseTime, List<Fingerprint> gone) {
        return concluded(gone, last -> Ending.of(last, origin, answerId, baseTime));
    }

    /**
     * Ends bindings that are missing from the answer of a back-fill.
     *
     * @param after resume state at the completion of the back-fill; its base-time is that of the stream
     */
    List<Ending> missingFrom(Origin origin, String answerId, ResumeState after, List<Fingerprint> gone) {
        ResumePosition position = after.position();
        return missingFrom(origin, answerId, position == null ? null : position.baseTime(), gone);
    }

    /** Ends bindings whose lease has run out and for which every change up to then has been received. */
    List<Ending> runOut(ServerTime receivedTo, List<Fingerprint> gone) {
        return concluded(gone, last -> Ending.runOut(last, receivedTo));
    }

    /** Ends bindings that were read back under keys that this version does not use; empty after the first call. */
    List<Ending> outdated() {
        List<Fingerprint> gone = view.takeOutdated();
        return gone.isEmpty() ? List.of() : concluded(gone, Ending::outdated);
    }

    /** Number of endings created since the start; safe to call from any thread. */
    long count() {
        return count.get();
    }

    private List<Ending> concluded(List<Fingerprint> gone, Function<Fingerprint, Ending> ending) {
        List<Ending> endings = gone.stream().map(ending).toList();
        view.changed();
        count.addAndGet(endings.size());
        unsettled.concluded(endings);
        return endings;
    }
}
