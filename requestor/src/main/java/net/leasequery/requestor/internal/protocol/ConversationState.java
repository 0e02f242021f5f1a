package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import org.jspecify.annotations.Nullable;

/** State of a conversation. */
public sealed interface ConversationState {

    /** Returns the state of a conversation that has not begun. */
    static ConversationState initial(ResumeState resume) {
        return new Disconnected(RetainedState.initial(resume));
    }

    /** Name of the state. */
    Phase phase();

    /** Data that is kept in every state. */
    RetainedState retained();

    /** Returns this state with another retained part. */
    ConversationState with(RetainedState newRetained);

    /** Whether a message of the current connection has carried a base-time. */
    default boolean hasShownBaseTime() {
        return false;
    }

    /** Not started, or between two attempts. */
    record Disconnected(RetainedState retained) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.DISCONNECTED;
        }

        @Override
        public Disconnected with(RetainedState newRetained) {
            return new Disconnected(newRetained);
        }
    }

    /** A connection is being made. */
    record Connecting(RetainedState retained) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.CONNECTING;
        }

        @Override
        public Connecting with(RetainedState newRetained) {
            return new Connecting(newRetained);
        }
    }

    /** TLS was requested, and the server has not answered (RFC 7724 section 7.2). */
    record Upgrading(RetainedState retained) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.UPGRADING;
        }

        @Override
        public Upgrading with(RetainedState newRetained) {
            return new Upgrading(newRetained);
        }
    }

    /** The TLS handshake is in progress (RFC 7724 section 7.2). */
    record Handshaking(RetainedState retained) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.HANDSHAKING;
        }

        @Override
        public Handshaking with(RetainedState newRetained) {
            return new Handshaking(newRetained);
        }
    }

    /**
     * The query was sent and not answered yet: the peer may not be a DHCP server.
     *
     * @param query that was sent
     * @param connection notice to deliver once an answer has arrived
     * @param snapshotId identifies the snapshot if the answer is one, from the beginning of time; null otherwise
     */
    record Querying(
            RetainedState retained,
            ActiveQuery query,
            Notice.Connected connection,
            @Nullable String snapshotId) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.QUERYING;
        }

        @Override
        public Querying with(RetainedState newRetained) {
            return new Querying(newRetained, query, connection, snapshotId);
        }

        /**
         * Returns the step after the first sign that the server answers queries, on this connection or on the bulk
         * connection.
         */
        public Step<ConversationState> answered(LocalMoment at) {
            Deliver connected = Deliveries.notice(connection, retained, at);
            if (snapshotId != null) {
                return Step.to(
                        new CatchingUp(retained, query, null, snapshotId, 0),
                        connected,
                        Deliveries.notice(new Notice.SnapshotStarted(snapshotId), retained, at));
            }
            return query.startTime() == null
                    ? Step.to(new Live(retained, query, null), connected)
                    : Step.to(new CatchingUp(retained, query, null, null, 0), connected);
        }
    }

    /**
     * Missed and live changes arrive in any order; nothing moves the resume position (RFC 7724 section 7.4.1).
     *
     * @param query that was sent
     * @param registration of the query; null before the first base-time
     * @param snapshotId identifies the snapshot if this catch-up is one, from the beginning of time; null otherwise
     * @param bindings received since the query
     */
    record CatchingUp(
            RetainedState retained,
            ActiveQuery query,
            @Nullable QueryRegistration registration,
            @Nullable String snapshotId,
            long bindings)
            implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.CATCHING_UP;
        }

        @Override
        public boolean hasShownBaseTime() {
            return registration != null;
        }

        @Override
        public CatchingUp with(RetainedState newRetained) {
            return new CatchingUp(newRetained, query, registration, snapshotId, bindings);
        }

        CatchingUp with(RetainedState newRetained, QueryRegistration newRegistration) {
            return new CatchingUp(newRetained, query, newRegistration, snapshotId, bindings);
        }
    }

    /**
     * Changes arrive as they happen.
     *
     * @param query that was sent
     * @param progress of the resume position; null before the first base-time
     */
    record Live(
            RetainedState retained,
            ActiveQuery query,
            @Nullable LiveProgress progress) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.LIVE;
        }

        @Override
        public boolean hasShownBaseTime() {
            return progress != null;
        }

        @Override
        public Live with(RetainedState newRetained) {
            return new Live(newRetained, query, progress);
        }

        /** Returns this state after a binding or keep-alive. */
        Live with(LiveProgress next, LocalMoment at) {
            if (next == progress && retained.fruitless() == 0) {
                return this;
            }
            RetainedState moved = retained.afterProgress(query, at).with(next.position(), next.skew());
            return new Live(moved, query, next);
        }
    }

    /** Ended for good. */
    record Stopped(RetainedState retained) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.STOPPED;
        }

        @Override
        public Stopped with(RetainedState newRetained) {
            return new Stopped(newRetained);
        }
    }
}
