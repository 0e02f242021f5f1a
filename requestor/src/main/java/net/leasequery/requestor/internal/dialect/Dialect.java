package net.leasequery.requestor.internal.dialect;

import io.netty.channel.ChannelHandler;
import java.util.List;
import net.leasequery.requestor.internal.protocol.ActiveQuery;
import net.leasequery.requestor.internal.protocol.BulkEvent;
import net.leasequery.requestor.internal.protocol.BulkRequest;
import net.leasequery.requestor.internal.protocol.ConversationEvent;

/** One of the two DHCP protocols. Safe for use by several threads. */
public interface Dialect {

    /** Size of a transaction-id. */
    int transactionIdBits();

    /**
     * Returns new handlers for one connection, from the socket inwards, that decode octets into messages and encode
     * messages into octets. Only the first holds octets back until a message is complete.
     */
    List<ChannelHandler> codec();

    /**
     * Returns the request for TLS, the first message of a connection and without options (RFC 7724 section 7.2, RFC
     * 7653 section 8.2).
     *
     * @param xid transaction-id
     */
    Object tlsRequest(int xid);

    /**
     * Returns what the first well-formed message from the server means after {@link #tlsRequest}. Never throws,
     * whatever the server sends.
     *
     * @param xid transaction-id of the request
     */
    TlsAnswer readTlsAnswer(Object message, int xid);

    /** Returns the RFC violations in the answers that were read so far. */
    ToleratedFaults toleratedFaults();

    /** Returns an Active Leasequery and the reader of its answer. */
    OpenQuery<ConversationEvent> active(ActiveQuery query);

    /** Returns a Bulk Leasequery and the reader of its answer. */
    OpenQuery<BulkEvent> bulk(BulkRequest request);
}
