package net.leasequery.requestor.conversation;

import java.util.List;
import net.leasequery.codec.Octets;
import net.leasequery.requestor.binding.Binding;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.clock.LocalMoment;
import net.leasequery.requestor.delivery.DisconnectReason;
import org.jspecify.annotations.Nullable;

/** Something that happened to the conversation, in terms common to DHCPv4 and DHCPv6. */
public sealed interface ConversationEvent {

    /** One constant per event, so that a {@code switch} over events is complete. */
    enum Kind {
        STARTED,
        BACK_OFF_ELAPSED,
        TLS_REQUESTED,
        TLS_AGREED,
        CONNECTION_OPENED,
        CONNECT_FAILED,
        BINDINGS,
        KEEP_ALIVE,
        CATCH_UP_COMPLETE,
        DATA_MISSING,
        REMARK,
        QUERY_TERMINATED,
        REFUSED,
        UNEXPECTED_MESSAGE,
        MALFORMED_MESSAGE,
        RECEIVE_TIMED_OUT,
        WRITE_TIMED_OUT,
        CONNECTION_CLOSED,
        STOPPED
    }

    /** Which event this is. */
    Kind kind();

    /** When it happened. */
    LocalMoment at();

    /** The requestor shall begin. */
    record Started(LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.STARTED;
        }
    }

    /** The time between two connection attempts is over. */
    record BackOffElapsed(LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.BACK_OFF_ELAPSED;
        }
    }

    /** The TCP connection stands, and the server was asked for TLS (RFC 7724 section 7.2). */
    record TlsRequested(LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.TLS_REQUESTED;
        }
    }

    /** The server agreed to TLS, and the handshake has begun (RFC 7724 section 7.2). */
    record TlsAgreed(LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.TLS_AGREED;
        }
    }

    /**
     * The connection can carry a query: in secure mode, the TLS handshake is complete.
     *
     * @param peer remote address and port
     * @param security how the connection is secured, for people
     * @param xid transaction-id for the query, unique on this connection
     */
    record ConnectionOpened(String peer, String security, int xid, LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.CONNECTION_OPENED;
        }
    }

    /**
     * No connection came about, or in secure mode no secure one.
     *
     * @param reason kind of failure
     * @param detail for people
     */
    record ConnectFailed(DisconnectReason reason, String detail, LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.CONNECT_FAILED;
        }
    }

    /** A well-formed message of the server. */
    sealed interface FromServer extends ConversationEvent {

        /** Transaction-id that the message carries. */
        int xid();

        /** base-time, server clock; null if the message has none. */
        @Nullable
        ServerTime baseTime();
    }

    /**
     * Bindings of one message: one of DHCPv4, any number of DHCPv6.
     *
     * @param bindings in the order of the message
     */
    record Bindings(int xid, @Nullable ServerTime baseTime, List<Binding> bindings, LocalMoment at)
            implements FromServer {

        /** Makes the list immutable. */
        public Bindings {
            bindings = List.copyOf(bindings);
        }

        @Override
        public Kind kind() {
            return Kind.BINDINGS;
        }
    }

    /** ConnectionActive, or its DHCPv6 equal: nothing waits to be sent (RFC 7724 section 7.4). */
    record KeepAlive(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements FromServer {
        @Override
        public Kind kind() {
            return Kind.KEEP_ALIVE;
        }
    }

    /** All that changed since query-start-time has been sent (RFC 7724 section 7.4.1). */
    record CatchUpComplete(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements FromServer {
        @Override
        public Kind kind() {
            return Kind.CATCH_UP_COMPLETE;
        }
    }

    /** The server no longer has all that changed since query-start-time (RFC 7724 section 7.4.1). */
    record DataMissing(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements FromServer {
        @Override
        public Kind kind() {
            return Kind.DATA_MISSING;
        }
    }

    /** A status of success, which ends nothing and promises nothing (RFC 7724 section 5.2.2). */
    record Remark(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements FromServer {
        @Override
        public Kind kind() {
            return Kind.REMARK;
        }
    }

    /**
     * The server ends the query in order.
     *
     * @param text what it says; may be empty
     */
    record QueryTerminated(int xid, @Nullable ServerTime baseTime, String text, LocalMoment at) implements FromServer {
        @Override
        public Kind kind() {
            return Kind.QUERY_TERMINATED;
        }
    }

    /**
     * The server ends the query with an error, known to us or not.
     *
     * @param detail status and text, for people
     */
    record Refused(int xid, @Nullable ServerTime baseTime, String detail, LocalMoment at) implements FromServer {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /**
     * A message that does not answer the query.
     *
     * @param detail what came, for people
     */
    record UnexpectedMessage(int xid, @Nullable ServerTime baseTime, String detail, LocalMoment at)
            implements FromServer {
        @Override
        public Kind kind() {
            return Kind.UNEXPECTED_MESSAGE;
        }
    }

    /**
     * A message that cannot be decoded or means nothing.
     *
     * @param reason what is wrong with it, and where
     * @param octets of the message, as far as they are at hand
     */
    record MalformedMessage(String reason, Octets octets, LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.MALFORMED_MESSAGE;
        }
    }

    /**
     * The server was silent for too long while we were ready to read.
     *
     * @param detail for people
     */
    record ReceiveTimedOut(String detail, LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.RECEIVE_TIMED_OUT;
        }
    }

    /**
     * The query could not be written in time.
     *
     * @param detail for people
     */
    record WriteTimedOut(String detail, LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.WRITE_TIMED_OUT;
        }
    }

    /**
     * The connection is gone.
     *
     * @param reason kind of end
     * @param detail for people
     */
    record ConnectionClosed(DisconnectReason reason, String detail, LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.CONNECTION_CLOSED;
        }
    }

    /** The requestor shall end for good. */
    record Stopped(LocalMoment at) implements ConversationEvent {
        @Override
        public Kind kind() {
            return Kind.STOPPED;
        }
    }
}
