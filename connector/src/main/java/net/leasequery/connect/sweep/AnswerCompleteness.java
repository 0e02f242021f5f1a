package net.leasequery.connect.sweep;

import net.leasequery.requestor.Notice;
import org.jspecify.annotations.Nullable;

/** Whether the answer that comes in may end what it lacks. Not thread-safe. */
final class AnswerCompleteness {

    private final KafkaView view;
    private boolean leftOut;

    /** Of answers that are compared with {@code view}. */
    AnswerCompleteness(KafkaView view) {
        this.view = view;
    }

    /** An answer begins. */
    void begin() {
        leftOut = false;
    }

    /**
     * A malformed message came. If it was part of the answer, it may have told of anything in it. One of the stream
     * is no reason to keep what vanished: it can hide one binding, and hides that whatever is done here.
     */
    void saw(Notice.MalformedMessage malformed) {
        leftOut |= malformed.inAnswer();
    }

    /** Whether the answer itself is whole, whatever it is compared with. */
    boolean isOfWholeAnswer() {
        return !leftOut;
    }

    /** Why the answer may end nothing, to stand behind "because"; null if it may. */
    @Nullable
    String objection() {
        if (leftOut) {
            return "a malformed message was left out of it";
        }
        return view.isWhole() ? null : "the topic has not been read back yet";
    }
}
