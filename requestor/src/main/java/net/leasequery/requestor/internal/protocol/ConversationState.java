package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.Effect.Deliver;
import org.jspecify.annotations.Nullable;

/** What a conversation is doing. */
public sealed interface ConversationState {

    /** The state of a conversation that has not begun. */
    static ConversationState initial(ResumeState resume) {
        return new Disconnected(RetainedState.initial(resume));
    }

    /** Name of the state. */
    Phase phase();

    /** What is known in every state. */
    RetainedState retained();

    /** This state with another retained part. */
    ConversationState with(RetainedState newRetained);

    /** Whether a message of the present connection has shown the server's clock. */
    default boolean hasShownBaseTime() {
        return false;
    }

    /** Not begun, or between two attempts. */
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

    /** The server was asked for TLS and has not answered (RFC 7724 section 7.2). */
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

    /** The TLS handshake goes on (RFC 7724 section 7.2). */
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
     * The query was sent and not answered yet: whoever listens on the port may be no DHCP server.
     *
     * @param query that was sent
     * @param connection to be reported once an answer has come
     * @param snapshotId names the snapshot that the answer will be, from the beginning of time; null if none
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

        /** After the first sign that the server answers queries: on this connection or on the one for bulk queries. */
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
     * Missed and live changes arrive in no order; nothing moves the resume position (RFC 7724 section
     * 7.4.1).
     *
     * @param query that was sent
     * @param registration of the query; null before the first base-time
     * @param snapshotId names the snapshot that this catch-up is, from the beginning of time; null if it is
     *     none
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

        /** This state after a message that the stream exists to bring. */
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
