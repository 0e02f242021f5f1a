package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * One pass through all configured bulk queries, one after the other, each with a transaction-id of its own. The pass
 * uses one connection. The server may close it after an answer (RFC 6926 section 7.8); the rest is then asked for on
 * another.
 *
 * @param id identifies the pass in its records
 * @param firstXid transaction-id that the first query of the pass has, or would have, on this connection; those of the
 *     others follow
 * @param index of the query that is being answered
 * @param answered queries answered completely on this connection
 * @param heard whether any message has answered the current query
 * @param firstBaseTime first base-time of the answers, server clock; null before it
 * @param bindings received so far
 */
public record BulkPass(
        String id,
        int firstXid,
        int index,
        int answered,
        boolean heard,
        @Nullable ServerTime firstBaseTime,
        long bindings) {

    /** Returns a pass that begins on a new connection. */
    public static BulkPass beginning(String id, int firstXid) {
        return new BulkPass(id, firstXid, 0, 0, false, null, 0);
    }

    /** Returns the transaction-id of the query that is being answered. */
    public int xid() {
        return firstXid + index;
    }

    /** Returns this pass after a message of the server. */
    public BulkPass after(@Nullable ServerTime baseTime, int received) {
        ServerTime first = firstBaseTime == null ? baseTime : firstBaseTime;
        return new BulkPass(id, firstXid, index, answered, true, first, bindings + received);
    }

    /** Returns this pass at the next query. */
    public BulkPass withNextQuery() {
        return new BulkPass(id, firstXid, index + 1, answered + 1, false, firstBaseTime, bindings);
    }

    /** Whether any part of the answer was received. */
    public boolean isBegun() {
        return index > 0 || heard;
    }

    /** Whether the server, if it closes the connection now, does so between two answers, as it may. */
    public boolean isBetweenAnswers() {
        return answered > 0 && !heard;
    }

    /** Returns this pass on another connection, from the first unanswered query. */
    public BulkPass continuedWith(int newFirstXid) {
        return new BulkPass(id, newFirstXid, index, 0, false, firstBaseTime, bindings);
    }
}
