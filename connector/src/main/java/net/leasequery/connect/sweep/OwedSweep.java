package net.leasequery.connect.sweep;

import java.util.Objects;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.requestor.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Endings that a complete answer should have caused but has not. Either the topic had not been read back yet, and the
 * endings follow once it has; or a message was left out of the answer, and only another answer can help. Not
 * thread-safe.
 */
final class OwedSweep {

    private final KafkaView view;
    private @Nullable Boolean owed;
    private @Nullable String answerId;
    private @Nullable Origin origin;

    /**
     * For answers that are compared with {@code view}. Until the first answer, it is not known whether anything is
     * owed.
     */
    OwedSweep(KafkaView view) {
        this.view = view;
    }

    /** Another answer has been requested, which supersedes the one that waits. */
    void answerBegins() {
        answerId = null;
    }

    /**
     * An answer has ended the bindings missing from it, as far as the table had them. A table that was discarded had
     * none, and only a task that starts again can have another one.
     */
    void paid() {
        owed = view.bound().isFull();
        answerId = null;
    }

    /** An answer may not end bindings, now or later. */
    void owe() {
        owed = true;
        answerId = null;
    }

    /**
     * An answer may end the bindings missing from it as soon as the view is whole. Until then, the rows seen in the
     * answer must be kept.
     */
    void owe(Origin newOrigin, String newAnswerId) {
        owed = true;
        origin = newOrigin;
        answerId = newAnswerId;
    }

    /** Whether an answer waits for the view to be whole. */
    boolean isWaiting() {
        return answerId != null;
    }

    /** Whether an answer waited for the view, and the view is whole now. */
    boolean isDue() {
        return answerId != null && view.isWhole();
    }

    /** Id of the answer that is due. */
    String answerId() {
        return Objects.requireNonNull(answerId);
    }

    /** Origin of that answer. */
    Origin origin() {
        return Objects.requireNonNull(origin);
    }

    /** Whether an answer of this run lacked bindings that only another answer can end, and can end in this run. */
    boolean needsAnswer() {
        return !view.bound().isFull() && answerId == null && Boolean.TRUE.equals(owed);
    }

    /**
     * Whether another answer must end bindings.
     *
     * @param before whether an earlier run left that to be done
     */
    boolean isOwed(boolean before) {
        return owed == null ? before : owed;
    }
}
