package net.leasequery.requestor.internal.netty;

import java.time.Duration;
import net.leasequery.requestor.DisconnectReason;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.ConversationEvent;
import net.leasequery.requestor.internal.protocol.Event;
import net.leasequery.requestor.internal.protocol.LocalMoment;
import net.leasequery.requestor.internal.protocol.SharedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happens on a connection into events of the state machine. The live connection has more kinds of events
 * than the bulk connection.
 *
 * @param <E> events of that connection
 */
interface ConnectionEvents<E extends Event> {

    /** Maximum number of transaction-ids that one connection needs. */
    int transactionIds();

    /** Returns an event that both connections have. */
    E shared(SharedEvent event);

    /** The wait before an attempt is over. */
    E waitElapsed(LocalMoment at);

    /** TLS was requested; null if that changes nothing. */
    @Nullable
    E tlsRequested(LocalMoment at);

    /** The server agreed to TLS; null if that changes nothing. */
    @Nullable
    E tlsAgreed(LocalMoment at);

    /** No connection was established. */
    E failed(DisconnectReason reason, String detail, LocalMoment at);

    /** The connection has ended. */
    E closed(DisconnectReason reason, String detail, LocalMoment at);

    /** No message for {@code timeout} although the requestor was ready to read. */
    E silent(Duration timeout, LocalMoment at);

    /** The query could not be written in time. */
    E writeStalled(String detail, LocalMoment at);

    /** The events of the live connection. */
    record Live() implements ConnectionEvents<ConversationEvent> {

        @Override
        public int transactionIds() {
            return 1;
        }

        @Override
        public ConversationEvent shared(SharedEvent event) {
            return event;
        }

        @Override
        public ConversationEvent waitElapsed(LocalMoment at) {
            return new ConversationEvent.BackOffElapsed(at);
        }

        @Override
        public ConversationEvent tlsRequested(LocalMoment at) {
            return new ConversationEvent.TlsRequested(at);
        }

        @Override
        public ConversationEvent tlsAgreed(LocalMoment at) {
            return new ConversationEvent.TlsAgreed(at);
        }

        @Override
        public ConversationEvent failed(DisconnectReason reason, String detail, LocalMoment at) {
            return new ConversationEvent.ConnectFailed(reason, detail, at);
        }

        @Override
        public ConversationEvent closed(DisconnectReason reason, String detail, LocalMoment at) {
            return new ConversationEvent.ConnectionClosed(reason, detail, at);
        }

        @Override
        public ConversationEvent silent(Duration timeout, LocalMoment at) {
            String detail = "no message for " + timeout.toMillis()
                    + " ms; a server may keep silent on purpose for longer (Junos: for half of its idle-timeout, which"
                    + " may be an hour): receiveTimeout must be above that";
            return new ConversationEvent.ReceiveTimedOut(detail, at);
        }

        @Override
        public ConversationEvent writeStalled(String detail, LocalMoment at) {
            return new ConversationEvent.WriteTimedOut(detail, at);
        }
    }

    /**
     * The events of the bulk connection, which treats every failure alike.
     *
     * @param transactionIds maximum that one connection needs: one for each query
     */
    record Bulk(int transactionIds) implements ConnectionEvents<BulkEvent> {

        @Override
        public BulkEvent shared(SharedEvent event) {
            return event;
        }

        @Override
        public BulkEvent waitElapsed(LocalMoment at) {
            return new BulkEvent.WaitElapsed(at);
        }

        @Override
        public @Nullable BulkEvent tlsRequested(LocalMoment at) {
            return null;
        }

        @Override
        public @Nullable BulkEvent tlsAgreed(LocalMoment at) {
            return null;
        }

        @Override
        public BulkEvent failed(DisconnectReason reason, String detail, LocalMoment at) {
            return new BulkEvent.Failed(reason, detail, at);
        }

        @Override
        public BulkEvent closed(DisconnectReason reason, String detail, LocalMoment at) {
            return new BulkEvent.Failed(reason, detail, at);
        }

        @Override
        public BulkEvent silent(Duration timeout, LocalMoment at) {
            String detail = "the answer stalled for " + timeout.toMillis() + " ms";
            return new BulkEvent.Failed(DisconnectReason.DATA_TIMEOUT, detail, at);
        }

        @Override
        public BulkEvent writeStalled(String detail, LocalMoment at) {
            return new BulkEvent.Failed(DisconnectReason.DATA_TIMEOUT, detail, at);
        }
    }
}
