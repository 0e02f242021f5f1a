package net.leasequery.requestor.internal.protocol;

import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * One pass through all configured bulk queries, one after the other, each with a transaction-id of its
 * own. On one connection, unless the server closes it after an answer, as it may (RFC 6926 section
 * 7.8): then the rest is asked for on another.
 *
 * @param id names the pass in the records that it brings
 * @param firstXid transaction-id of the first query on this connection, had it been sent there; those
 *     of the others follow
 * @param index of the query that is being answered
 * @param answered queries answered whole on this connection
 * @param heard whether anything has come in answer to the present query
 * @param firstBaseTime of the answers, server clock; null before the first one
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

    /** The pass that begins on a new connection. */
    public static BulkPass beginning(String id, int firstXid) {
        return new BulkPass(id, firstXid, 0, 0, false, null, 0);
    }

    /** Transaction-id of the query that is being answered. */
    public int xid() {
        return firstXid + index;
    }

    /** After a message of the server. */
    public BulkPass after(@Nullable ServerTime baseTime, int received) {
        ServerTime first = firstBaseTime == null ? baseTime : firstBaseTime;
        return new BulkPass(id, firstXid, index, answered, true, first, bindings + received);
    }

    /** With the next query. */
    public BulkPass withNextQuery() {
        return new BulkPass(id, firstXid, index + 1, answered + 1, false, firstBaseTime, bindings);
    }

    /** Whether anything of it was received. */
    public boolean isBegun() {
        return index > 0 || heard;
    }

    /** Whether a connection that the server closes now ended in order, between two answers. */
    public boolean isBetweenAnswers() {
        return answered > 0 && !heard;
    }

    /** On another connection, from the query that has not been answered. */
    public BulkPass continuedWith(int newFirstXid) {
        return new BulkPass(id, newFirstXid, index, 0, false, firstBaseTime, bindings);
    }
}
