package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.RequestorStatus;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.SnapshotMode;
import org.jspecify.annotations.Nullable;

/** What the polling is doing. */
public sealed interface PollState extends StateMachine.State {

    /** Name of a state. */
    enum Phase {
        /** Not begun, or until the next poll is due. */
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
     * The state before the start.
     *
     * @param stored what an earlier requestor left
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

    /** What is known in every state. */
    RetainedPollState retained();

    /** The state of health, whatever the current poll has come to. */
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

    /** Not begun, or until the next poll is due. */
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
     * @param interrupted run to go on with, after a server that closes connections between answers;
     *     null to begin one
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
