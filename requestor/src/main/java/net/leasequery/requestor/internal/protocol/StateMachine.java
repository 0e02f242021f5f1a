package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Question;
import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.internal.protocol.Effect.Link;
import org.jspecify.annotations.Nullable;

/**
 * What a requestor does, without any I/O: each state and event give the next state and the effects to perform. Used by
 * one thread.
 *
 * @param <S> its states
 */
public interface StateMachine<S extends StateMachine.State> {

    /** What every state tells about itself. Immutable but for the {@link BackfillWindow}. */
    interface State {

        /** What an operator is shown. */
        RequestorStatus.Phase health();

        /** Server clock minus local clock. */
        ClockSkew skew();

        /** What the back-fill is doing; null for a machine without one. */
        default BackfillState.@Nullable Phase backfillPhase() {
            return null;
        }

        /** To be closed if the machine breaks down; null if there is none. */
        default @Nullable BackfillWindow window() {
            return null;
        }
    }

    /** The connection whose attempts and ends an operator counts. */
    Link mainLink();

    /** Begins. */
    Step<S> start(S state, LocalMoment at);

    /** Ends for good. */
    Step<S> stop(S state, LocalMoment at);

    /** What an event on the live connection makes of {@code state}. */
    default Step<S> nextLive(S state, ConversationEvent event) {
        throw new IllegalStateException("no live connection, but " + event);
    }

    /** What an event on the bulk connection makes of {@code state}. */
    Step<S> nextBulk(S state, BulkEvent event);

    /** After the server's messages were left in the socket for a while. */
    default Step<S> resumeReading(S state, LocalMoment at) {
        return Step.to(state);
    }

    /**
     * Asks the server beside the stream.
     *
     * @throws UnsupportedOperationException if there is no stream
     */
    default Step<S> ask(S state, Question question, LocalMoment at) {
        throw new UnsupportedOperationException("each poll asks for everything");
    }
}
