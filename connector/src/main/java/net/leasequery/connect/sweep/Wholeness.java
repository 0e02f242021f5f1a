package net.leasequery.connect.sweep;

import net.leasequery.requestor.settings.MalformedMessagePolicy;
import org.jspecify.annotations.Nullable;

/** Whether the answer that comes in may end what it lacks. Not thread-safe. */
final class Wholeness {

    private final KafkaView view;
    private final MalformedMessagePolicy malformedMessages;
    private boolean leftOut;

    /** Of answers that are compared with {@code view}. */
    Wholeness(KafkaView view, MalformedMessagePolicy malformedMessages) {
        this.view = view;
        this.malformedMessages = malformedMessages;
    }

    /** An answer begins. */
    void begin() {
        leftOut = false;
    }

    /**
     * A malformed message came; it may have told of anything. Under {@code fail} its connection ends and what
     * that brought is asked for again, so it is left out of nothing.
     */
    void sawMalformedMessage() {
        leftOut |= malformedMessages != MalformedMessagePolicy.FAIL;
    }

    /** Why the answer may end nothing, to stand behind "because"; null if it may. */
    @Nullable
    String objection() {
        if (leftOut) {
            return "a malformed message was left out of it";
        }
        return view.isWhole() ? null : "the topic could not be read back by then";
    }
}
