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
     * New handlers for one connection, from the socket inwards: octets become messages, and messages
     * octets. The first is the only one that holds octets back until a message is whole.
     */
    List<ChannelHandler> codec();

    /**
     * Asks for TLS, as the first message of a connection and without options (RFC 7724 section 7.2, RFC 7653
     * section 8.2).
     *
     * @param xid transaction-id
     */
    Object tlsRequest(int xid);

    /**
     * What the first well-formed message from the server means after {@link #tlsRequest}. Never throws for what a server
     * sends.
     *
     * @param xid that the request had
     */
    TlsAnswer readTlsAnswer(Object message, int xid);

    /** What servers did against the RFCs in the answers that were read so far. */
    ToleratedFaults toleratedFaults();

    /** An Active Leasequery, and the reader of its answer. */
    OpenQuery<ConversationEvent> active(ActiveQuery query);

    /** A Bulk Leasequery, and the reader of its answer. */
    OpenQuery<BulkEvent> bulk(BulkRequest request);
}
