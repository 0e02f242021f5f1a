package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/** A well-formed message of the server, on either connection. */
public interface ServerMessage {

    /** Transaction-id of the message. */
    int xid();

    /** base-time, server clock; null if the message has none. */
    @Nullable
    ServerTime baseTime();

    /** When the message was read, local clock. */
    LocalMoment at();

    /** Describes, for people, that the transaction-id of the message is not {@code xid}, that of the query. */
    default String foreignTo(int xid) {
        return String.format("the server answered with transaction-id 0x%08x where the query's is 0x%08x", xid(), xid);
    }
}
