package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import org.jspecify.annotations.Nullable;

/** State of the polling. */
public sealed interface PollState extends StateMachine.State {

    /** Name of a state. */
    enum Phase {
        /** Not started, or waiting for the next poll. */
        WAITING,
        /** A connection is being made. */
        CONNECTING,
        /** A query is being answered. */
        ANSWERING,
        /** Between two attempts, after a failure. */
        BACKING_OFF,
        /** Ended for good. */
        STOPPED
    }

    /**
     * Returns the state before the start.
     *
     * @param stored state that an earlier requestor stored
     * @param mode decides whether the first poll that succeeds is a snapshot
     */
    static PollState initial(ResumeState stored, SnapshotMode mode) {
        boolean snapshot = switch (mode) {
            case INITIAL, WHEN_NEEDED ->
                stored.position() == null
                        || (stored.gap() != null && stored.gap().isSnapshot());
            case ALWAYS -> true;
            case NEVER -> false;
        };
        return new Waiting(RetainedPollState.initial(stored, snapshot));
    }

    /** Name of the state. */
    Phase phase();

    /** Data that is kept in every state. */
    RetainedPollState retained();

    /**
     * Returns the phase to show as health: LIVE from a complete poll until one fails, even while the next poll runs.
     */
    @Override
    default RequestorStatus.Phase health() {
        if (retained().succeeded() && phase() != Phase.STOPPED) {
            return RequestorStatus.Phase.LIVE;
        }
        return switch (phase()) {
            case WAITING, BACKING_OFF -> RequestorStatus.Phase.DISCONNECTED;
            case CONNECTING -> RequestorStatus.Phase.CONNECTING;
            case ANSWERING ->
                retained().connected() ? RequestorStatus.Phase.CATCHING_UP : RequestorStatus.Phase.QUERYING;
            case STOPPED -> RequestorStatus.Phase.STOPPED;
        };
    }

    @Override
    default ClockSkew skew() {
        return retained().skew();
    }

    /** Not started, or waiting for the next poll. */
    record Waiting(RetainedPollState retained) implements PollState {
        @Override
        public Phase phase() {
            return Phase.WAITING;
        }
    }

    /**
     * A connection is being made.
     *
     * @param since when the poll began
     * @param interrupted run to continue, if the server closed the connection between answers; null to begin one
     */
    record Connecting(
            RetainedPollState retained,
            LocalMoment since,
            @Nullable PollRun interrupted) implements PollState {
        @Override
        public Phase phase() {
            return Phase.CONNECTING;
        }
    }

    /** A query is being answered. */
    record Answering(RetainedPollState retained, PollRun run) implements PollState {
        @Override
        public Phase phase() {
            return Phase.ANSWERING;
        }
    }

    /** Between two attempts, after a failure. */
    record BackingOff(RetainedPollState retained) implements PollState {
        @Override
        public Phase phase() {
            return Phase.BACKING_OFF;
        }
    }

    /** Ended for good. */
    record Stopped(RetainedPollState retained) implements PollState {
        @Override
        public Phase phase() {
            return Phase.STOPPED;
        }
    }
}
