package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import org.jspecify.annotations.Nullable;

/**
 * The behavior of a requestor without any I/O: a state and an event give the next state and the effects to perform.
 * Used by one thread.
 *
 * @param <S> type of its states
 */
public interface StateMachine<S extends StateMachine.State> {

    /** Properties of every state. Immutable except for the {@link BackfillWindow}. */
    interface State {

        /** Phase that is shown to the operator. */
        RequestorStatus.Phase health();

        /** Server clock minus local clock. */
        ClockSkew skew();

        /** Phase of the back-fill; null for a machine without one. */
        default BackfillState.@Nullable Phase backfillPhase() {
            return null;
        }

        /** Window to close if the machine fails; null if there is none. */
        default @Nullable BackfillWindow window() {
            return null;
        }
    }

    /** The connection whose attempts and disconnects are counted for the operator. */
    Link mainLink();

    /** Begins. */
    Step<S> start(S state, LocalMoment at);

    /** Ends for good. */
    Step<S> stop(S state, LocalMoment at);

    /** Returns the step that an event on the live connection causes in {@code state}. */
    default Step<S> nextLive(S state, ConversationEvent event) {
        throw new IllegalStateException("no live connection, but " + event);
    }

    /** Returns the step that an event on the bulk connection causes in {@code state}. */
    Step<S> nextBulk(S state, BulkEvent event);

    /** Returns the step after reading from the server was paused. */
    default Step<S> resumeReading(S state, LocalMoment at) {
        return Step.to(state);
    }

    /**
     * Asks the server in parallel to the stream.
     *
     * @throws UnsupportedOperationException if there is no stream
     */
    default Step<S> ask(S state, Question question, LocalMoment at) {
        throw new UnsupportedOperationException("each poll asks for everything");
    }
}
