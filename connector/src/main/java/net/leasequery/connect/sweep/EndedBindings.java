package net.leasequery.connect.sweep;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/** Makes the endings of bindings that were taken out of the table, and counts them. Not thread-safe, but for {@link #count}. */
final class EndedBindings {

    private final KafkaView view;
    private final UnsettledEndings unsettled = new UnsettledEndings();
    private final AtomicLong count = new AtomicLong();

    /** Of bindings in {@code view}. */
    EndedBindings(KafkaView view) {
        this.view = view;
    }

    /** The server has told of this binding: whatever was concluded before is of no interest any more. */
    void told(Fingerprint binding) {
        if (!unsettled.isEmpty()) {
            unsettled.forget(TableKey.of(binding));
        }
    }

    /** The record of an ending is being made; returns the receipt for it. */
    Receipt written(Ending ending, long nowMillis) {
        return unsettled.written(ending, nowMillis);
    }

    /** Whether Kafka lacks endings that an answer concluded, as far as account is kept of them. */
    boolean hasUnsettledOfAnswers() {
        return unsettled.hasConcludedByAnswers();
    }

    /** Endings that were written, are not in Kafka, and are due to be written again. */
    List<Ending> unwritten(long nowMillis) {
        return unsettled.due(nowMillis);
    }

    /**
     * A complete answer does not have these.
     *
     * @param baseTime of the answer, server clock; null if not known
     */
    List<Ending> missingFrom(Origin origin, String answerId, @Nullable ServerTime baseTime, List<Fingerprint> gone) {
        return concluded(gone, last -> Ending.of(last, origin, answerId, baseTime));
    }

    /**
     * The answer of a back-fill does not have these.
     *
     * @param after the resume state that its completion brought; its base-time is the stream's
     */
    List<Ending> missingFrom(Origin origin, String answerId, ResumeState after, List<Fingerprint> gone) {
        ResumePosition position = after.position();
        return missingFrom(origin, answerId, position == null ? null : position.baseTime(), gone);
    }

    /** The time of these is over, and everything that changed by then has come. */
    List<Ending> runOut(ServerTime receivedTo, List<Fingerprint> gone) {
        return concluded(gone, last -> Ending.runOut(last, receivedTo));
    }

    /** What was read back under keys that this version does not use; empty after the first call. */
    List<Ending> outdated() {
        List<Fingerprint> gone = view.takeOutdated();
        return gone.isEmpty() ? List.of() : concluded(gone, Ending::outdated);
    }

    /** Endings made since the start; safe to ask from any thread. */
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
