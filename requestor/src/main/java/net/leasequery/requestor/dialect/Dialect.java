package net.leasequery.requestor.dialect;

import io.netty.channel.ChannelHandler;
import java.util.List;
import net.leasequery.requestor.bulk.BulkEvent;
import net.leasequery.requestor.bulk.BulkRequest;
import net.leasequery.requestor.conversation.ConversationEvent;
import net.leasequery.requestor.resume.ActiveQuery;

/** One of the two DHCP protocols. Safe for use by several threads. */
public interface Dialect {

    /**
     * New handlers for one connection, from the socket inwards: octets become messages, and messages
     * octets.
     */
    List<ChannelHandler> codec();

    /** An Active Leasequery, and the reader of its answer. */
    OpenQuery<ConversationEvent> active(ActiveQuery query);

    /** A Bulk Leasequery, and the reader of its answer. */
    OpenQuery<BulkEvent> bulk(BulkRequest request);
}
