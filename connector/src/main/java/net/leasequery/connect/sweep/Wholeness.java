package net.leasequery.connect.sweep;

import org.jspecify.annotations.Nullable;

/** Whether the answer that comes in may end what it lacks. Not thread-safe. */
final class Wholeness {

    private final KafkaView view;
    private boolean leftOut;

    /** Of answers that are compared with {@code view}. */
    Wholeness(KafkaView view) {
        this.view = view;
    }

    /** An answer begins. */
    void begin() {
        leftOut = false;
    }

    /** A message of the answer was left out as malformed; it may have told of anything. */
    void leaveOut() {
        leftOut = true;
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
