package net.leasequery.connect.sweep;

import net.leasequery.connect.table.KafkaView;
import net.leasequery.requestor.Notice;
import org.jspecify.annotations.Nullable;

/** Whether the bulk answer that is being received may end the bindings missing from it. Not thread-safe. */
final class AnswerCompleteness {

    private final KafkaView view;
    private boolean leftOut;

    /** For answers that are compared with {@code view}. */
    AnswerCompleteness(KafkaView view) {
        this.view = view;
    }

    /** Called when an answer begins. */
    void begin() {
        leftOut = false;
    }

    /**
     * Records a malformed message. One that was part of the answer may have contained any binding of the answer. One on
     * the stream does not make the answer incomplete: it can hide one binding, whatever is done here.
     */
    void saw(Notice.MalformedMessage malformed) {
        leftOut |= malformed.inAnswer();
    }

    /** Whether the answer itself is complete, regardless of the view it is compared with. */
    boolean isOfWholeAnswer() {
        return !leftOut;
    }

    /** Returns why the answer may not end bindings, as text to follow "because"; null if it may. */
    @Nullable
    String objection() {
        if (leftOut) {
            return "a malformed message was left out of it";
        }
        return view.isWhole() ? null : "the topic has not been read back yet";
    }
}
