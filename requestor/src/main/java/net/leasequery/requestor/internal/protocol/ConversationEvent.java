package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/** Something that happened to the conversation, in terms common to DHCPv4 and DHCPv6. */
public sealed interface ConversationEvent extends Event
        permits SharedEvent,
                ConversationEvent.Started,
                ConversationEvent.BackOffElapsed,
                ConversationEvent.TlsRequested,
                ConversationEvent.TlsAgreed,
                ConversationEvent.ConnectFailed,
                ConversationEvent.ReadingResumed,
                ConversationEvent.KeepAlive,
                ConversationEvent.CatchUpComplete,
                ConversationEvent.DataMissing,
                ConversationEvent.Remark,
                ConversationEvent.QueryTerminated,
                ConversationEvent.Refused,
                ConversationEvent.ReceiveTimedOut,
                ConversationEvent.WriteTimedOut,
                ConversationEvent.ConnectionClosed {

    /** The requestor shall begin. */
    record Started(LocalMoment at) implements ConversationEvent {}

    /** The time between two connection attempts is over. */
    record BackOffElapsed(LocalMoment at) implements ConversationEvent {}

    /** The TCP connection stands, and the server was asked for TLS (RFC 7724 section 7.2). */
    record TlsRequested(LocalMoment at) implements ConversationEvent {}

    /** The server agreed to TLS, and the handshake has begun (RFC 7724 section 7.2). */
    record TlsAgreed(LocalMoment at) implements ConversationEvent {}

    /**
     * No connection came about, or in secure mode no secure one.
     *
     * @param reason kind of failure
     * @param detail for people
     */
    record ConnectFailed(DisconnectReason reason, String detail, LocalMoment at) implements ConversationEvent {}

    /** The server's messages are read again after they were left in the socket: what comes now may have waited. */
    record ReadingResumed(LocalMoment at) implements ConversationEvent {}

    /** ConnectionActive, or its DHCPv6 equal: nothing waits to be sent (RFC 7724 section 7.4). */
    record KeepAlive(int xid, @Nullable ServerTime baseTime, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /** All that changed since query-start-time has been sent (RFC 7724 section 7.4.1). */
    record CatchUpComplete(int xid, @Nullable ServerTime baseTime, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /** The server no longer has all that changed since query-start-time (RFC 7724 section 7.4.1). */
    record DataMissing(int xid, @Nullable ServerTime baseTime, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /** A status of success, which ends nothing and promises nothing (RFC 7724 section 5.2.2). */
    record Remark(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements ConversationEvent, ServerMessage {}

    /**
     * The server ends the query in order.
     *
     * @param text what it says; may be empty
     */
    record QueryTerminated(int xid, @Nullable ServerTime baseTime, String text, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /**
     * The server ends the query with an error, known to us or not.
     *
     * @param detail status and text, for people
     */
    record Refused(int xid, @Nullable ServerTime baseTime, String detail, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /**
     * The server was silent for too long while we were ready to read.
     *
     * @param detail for people
     */
    record ReceiveTimedOut(String detail, LocalMoment at) implements ConversationEvent {}

    /**
     * The query could not be written in time.
     *
     * @param detail for people
     */
    record WriteTimedOut(String detail, LocalMoment at) implements ConversationEvent {}

    /**
     * The connection is gone.
     *
     * @param reason kind of end
     * @param detail for people
     */
    record ConnectionClosed(DisconnectReason reason, String detail, LocalMoment at) implements ConversationEvent {}
}
