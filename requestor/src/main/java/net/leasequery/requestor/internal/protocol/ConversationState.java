package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.Notice;
import net.leasequery.requestor.RequestorStatus.Phase;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.internal.protocol.ConversationEffect.Deliver;
import org.jspecify.annotations.Nullable;

/** What a conversation is doing. */
public sealed interface ConversationState {

    /** The state of a conversation that has not begun. */
    static ConversationState initial(ResumeState resume) {
        return new Disconnected(Standing.initial(resume));
    }

    /** Name of the state. */
    Phase phase();

    /** What is known in every state. */
    Standing standing();

    /** This state with another standing. */
    ConversationState with(Standing newStanding);

    /** Not begun, or between two attempts. */
    record Disconnected(Standing standing) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.DISCONNECTED;
        }

        @Override
        public Disconnected with(Standing newStanding) {
            return new Disconnected(newStanding);
        }
    }

    /** A connection is being made. */
    record Connecting(Standing standing) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.CONNECTING;
        }

        @Override
        public Connecting with(Standing newStanding) {
            return new Connecting(newStanding);
        }
    }

    /** The server was asked for TLS and has not answered (RFC 7724 section 7.2). */
    record Upgrading(Standing standing) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.UPGRADING;
        }

        @Override
        public Upgrading with(Standing newStanding) {
            return new Upgrading(newStanding);
        }
    }

    /** The TLS handshake goes on (RFC 7724 section 7.2). */
    record Handshaking(Standing standing) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.HANDSHAKING;
        }

        @Override
        public Handshaking with(Standing newStanding) {
            return new Handshaking(newStanding);
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
            Standing standing,
            ActiveQuery query,
            Notice.Connected connection,
            @Nullable String snapshotId) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.QUERYING;
        }

        @Override
        public Querying with(Standing newStanding) {
            return new Querying(newStanding, query, connection, snapshotId);
        }

        /** After the first sign that the server answers queries: on this connection or on the one for bulk queries. */
        public Step answered(LocalMoment at) {
            Deliver connected = Deliveries.notice(connection, standing, at);
            if (snapshotId != null) {
                return Step.to(
                        new CatchingUp(standing, query, null, snapshotId, 0),
                        connected,
                        Deliveries.notice(new Notice.SnapshotStarted(snapshotId), standing, at));
            }
            return query.startTime() == null
                    ? Step.to(new Live(standing, query, null), connected)
                    : Step.to(new CatchingUp(standing, query, null, null, 0), connected);
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
            Standing standing,
            ActiveQuery query,
            @Nullable Registration registration,
            @Nullable String snapshotId,
            long bindings)
            implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.CATCHING_UP;
        }

        @Override
        public CatchingUp with(Standing newStanding) {
            return new CatchingUp(newStanding, query, registration, snapshotId, bindings);
        }

        CatchingUp with(Standing newStanding, Registration newRegistration) {
            return new CatchingUp(newStanding, query, newRegistration, snapshotId, bindings);
        }
    }

    /**
     * Changes arrive as they happen.
     *
     * @param query that was sent
     * @param progress of the resume position; null before the first base-time
     */
    record Live(
            Standing standing, ActiveQuery query, @Nullable LiveProgress progress) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.LIVE;
        }

        @Override
        public Live with(Standing newStanding) {
            return new Live(newStanding, query, progress);
        }

        /** This state after a message that the stream exists to bring. */
        Live with(LiveProgress next, LocalMoment at) {
            if (next == progress && standing.fruitless() == 0) {
                return this;
            }
            Standing moved = standing.afterProgress(query, at).with(next.position(), next.skew());
            return new Live(moved, query, next);
        }
    }

    /** Ended for good. */
    record Stopped(Standing standing) implements ConversationState {
        @Override
        public Phase phase() {
            return Phase.STOPPED;
        }

        @Override
        public Stopped with(Standing newStanding) {
            return new Stopped(newStanding);
        }
    }
}
