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
 * What happens on a connection, in the terms of the state machine: the live connection has more kinds of events than
 * the bulk connection.
 *
 * @param <E> events of that connection
 */
interface ConnectionEvents<E extends Event> {

    /** Transaction-ids that one connection needs at most. */
    int transactionIds();

    /** An event that both connections have. */
    E shared(SharedEvent event);

    /** The wait before an attempt is over. */
    E waitElapsed(LocalMoment at);

    /** The server was asked for TLS; null if that changes nothing. */
    @Nullable
    E tlsRequested(LocalMoment at);

    /** The server agreed to TLS; null if that changes nothing. */
    @Nullable
    E tlsAgreed(LocalMoment at);

    /** No connection came about. */
    E failed(DisconnectReason reason, String detail, LocalMoment at);

    /** The connection is gone. */
    E closed(DisconnectReason reason, String detail, LocalMoment at);

    /** No message for {@code timeout} while we were ready to read. */
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
     * The events of the bulk connection, to which every failure is the same.
     *
     * @param transactionIds that one connection needs at most: one for each query
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
