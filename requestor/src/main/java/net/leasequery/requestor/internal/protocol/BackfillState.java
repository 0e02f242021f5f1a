package net.leasequery.requestor.internal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * State of the back-fill.
 *
 * <p>{@code failures} counts consecutive runs after which a gap was still owed: they ended before their last DONE, or
 * the server reported more missing data before the wait after them was over.
 */
public sealed interface BackfillState {

    /** Name of a state. */
    enum Phase {
        /** Nothing to do, or not now. */
        IDLE,
        /** Answered, but a change may have been missed before the live stream was open. */
        AWAITING_PROOF,
        /** A connection is being made. */
        CONNECTING,
        /** A query is being answered. */
        ANSWERING,
        /** Between two attempts, or after the last one. */
        BACKING_OFF,
        /** A question is being asked. */
        ASKING,
        /** Ended for good. */
        STOPPED
    }

    /** Returns the first state: nothing to do, or no live stream that would deliver concurrent changes. */
    static BackfillState initial() {
        return new Idle(0);
    }

    /** Name of the state. */
    Phase phase();

    /** Consecutive runs after which a gap was still owed. */
    default int failures() {
        return 0;
    }

    /** Record of the live bindings received during a bulk answer; null if no answer is being received. */
    default @Nullable BackfillWindow window() {
        return null;
    }

    /** Nothing to do, or not now. */
    record Idle(int failures) implements BackfillState {
        @Override
        public Phase phase() {
            return Phase.IDLE;
        }
    }

    /** Waits for the first base-time of the live stream, to fill the rest of the gap up to there. */
    record AwaitingProof() implements BackfillState {
        @Override
        public Phase phase() {
            return Phase.AWAITING_PROOF;
        }
    }

    /**
     * A connection is being made.
     *
     * @param interrupted run to continue, if the server closed the connection between answers; null to begin one
     */
    record Connecting(int failures, @Nullable BackfillRun interrupted) implements BackfillState {
        @Override
        public Phase phase() {
            return Phase.CONNECTING;
        }

        @Override
        public @Nullable BackfillWindow window() {
            return interrupted == null ? null : interrupted.window();
        }
    }

    /** A query is being answered. */
    record Answering(int failures, BackfillRun run) implements BackfillState {
        @Override
        public Phase phase() {
            return Phase.ANSWERING;
        }

        @Override
        public BackfillWindow window() {
            return run.window();
        }
    }

    /** Between two attempts. */
    record BackingOff(int failures) implements BackfillState {
        @Override
        public Phase phase() {
            return Phase.BACKING_OFF;
        }
    }

    /**
     * A question is being asked, or a connection is being made for it. The answer does not change the gap that is owed.
     *
     * @param run the question and its progress
     */
    record Questioning(int failures, QuestionRun run) implements BackfillState {
        @Override
        public Phase phase() {
            return Phase.ASKING;
        }

        @Override
        public BackfillWindow window() {
            return run.window();
        }

        Questioning with(QuestionRun next) {
            return new Questioning(failures, next);
        }
    }

    /** Ended for good. */
    record Stopped() implements BackfillState {
        @Override
        public Phase phase() {
            return Phase.STOPPED;
        }
    }
}
