package net.leasequery.connect.sweep;

import java.util.Objects;
import net.leasequery.requestor.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a complete answer should have ended and has not: because the topic had not been read back by then, which can
 * be made up as soon as it has, or because a message was left out of the answer, which only another answer makes up.
 * Not thread-safe.
 */
final class OwedSweep {

    private final KafkaView view;
    private @Nullable Boolean owed;
    private @Nullable String answerId;
    private @Nullable Origin origin;

    /** Of answers that are compared with {@code view}. Whether anything is owed, only an answer tells. */
    OwedSweep(KafkaView view) {
        this.view = view;
    }

    /** Another answer is asked for, which will tell what vanished. */
    void answerBegins() {
        answerId = null;
    }

    /** An answer has ended what it lacks. */
    void paid() {
        owed = false;
        answerId = null;
    }

    /** An answer may end nothing, now or later. */
    void owe() {
        owed = true;
        answerId = null;
    }

    /** An answer may end what it lacks as soon as the view is whole. Nothing may forget what was seen in it. */
    void owe(Origin newOrigin, String newAnswerId) {
        owed = true;
        origin = newOrigin;
        answerId = newAnswerId;
    }

    /** Whether an answer waits for the view to be whole. */
    boolean isWaiting() {
        return answerId != null;
    }

    /** Whether an answer waited for the view, which is whole now. */
    boolean isDue() {
        return answerId != null && view.isWhole();
    }

    /** The answer that is due. */
    String answerId() {
        return Objects.requireNonNull(answerId);
    }

    /** How that answer came. */
    Origin origin() {
        return Objects.requireNonNull(origin);
    }

    /** Whether an answer of this run lacked bindings that only another one can end. */
    boolean needsAnswer() {
        return answerId == null && Boolean.TRUE.equals(owed);
    }

    /**
     * Whether another answer has to end something.
     *
     * @param before whether an earlier run has left that behind
     */
    boolean isOwed(boolean before) {
        return owed == null ? before : owed;
    }
}
