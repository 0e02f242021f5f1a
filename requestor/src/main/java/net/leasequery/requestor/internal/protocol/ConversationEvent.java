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

    /** The requestor is started. */
    record Started(LocalMoment at) implements ConversationEvent {}

    /** The time between two connection attempts is over. */
    record BackOffElapsed(LocalMoment at) implements ConversationEvent {}

    /** The TCP connection is open, and TLS was requested from the server (RFC 7724 section 7.2). */
    record TlsRequested(LocalMoment at) implements ConversationEvent {}

    /** The server agreed to TLS, and the handshake has begun (RFC 7724 section 7.2). */
    record TlsAgreed(LocalMoment at) implements ConversationEvent {}

    /**
     * No connection was established, or in secure mode no secure one.
     *
     * @param reason kind of failure
     * @param detail for people
     */
    record ConnectFailed(DisconnectReason reason, String detail, LocalMoment at) implements ConversationEvent {}

    /** Reading has resumed after a pause: the next messages may have waited in the socket. */
    record ReadingResumed(LocalMoment at) implements ConversationEvent {}

    /** ConnectionActive or its DHCPv6 equivalent: no change waits in the server (RFC 7724 section 7.4). */
    record KeepAlive(int xid, @Nullable ServerTime baseTime, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /** All changes since query-start-time have been sent (RFC 7724 section 7.4.1). */
    record CatchUpComplete(int xid, @Nullable ServerTime baseTime, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /** The server no longer has all changes since query-start-time (RFC 7724 section 7.4.1). */
    record DataMissing(int xid, @Nullable ServerTime baseTime, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /** A success status, which ends nothing and proves nothing (RFC 7724 section 5.2.2). */
    record Remark(int xid, @Nullable ServerTime baseTime, LocalMoment at) implements ConversationEvent, ServerMessage {}

    /**
     * The server ends the query with QueryTerminated.
     *
     * @param text text from the server; may be empty
     */
    record QueryTerminated(int xid, @Nullable ServerTime baseTime, String text, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /**
     * The server ends the query with an error status, known or unknown.
     *
     * @param detail status and text, for people
     */
    record Refused(int xid, @Nullable ServerTime baseTime, String detail, LocalMoment at)
            implements ConversationEvent, ServerMessage {}

    /**
     * The server was silent for too long although the requestor was ready to read.
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
     * The connection has ended.
     *
     * @param reason kind of end
     * @param detail for people
     */
    record ConnectionClosed(DisconnectReason reason, String detail, LocalMoment at) implements ConversationEvent {}
}
