package net.leasequery.requestor.testkit;

import java.util.List;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What a requestor has sent.
 *
 * @param startTime query-start-time; null if it has none
 * @param options codes of all its options but the message type
 */
public record Query(
        Protocol protocol, Kind kind, int xid, @Nullable ServerTime startTime, List<Integer> options) {

    /** What it asks for. */
    public enum Kind {
        ACTIVE,
        BULK,
        TLS
    }

    /** The answers to it. */
    public Replies replies() {
        return protocol.replies(xid);
    }

    /** The answers to a query that nobody has asked. */
    public Replies repliesToAnother() {
        return protocol.replies(xid ^ 1);
    }
}
