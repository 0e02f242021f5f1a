package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/** A well-formed message of the server, on either connection. */
public interface ServerMessage {

    /** Transaction-id that the message carries. */
    int xid();

    /** base-time, server clock; null if the message has none. */
    @Nullable
    ServerTime baseTime();

    /** When it was read, by our clock. */
    LocalMoment at();

    /** For people: that it carries another transaction-id than {@code xid}, which is the query's. */
    default String foreignTo(int xid) {
        return String.format("the server answered with transaction-id 0x%08x where the query's is 0x%08x", xid(), xid);
    }
}
