package net.leasequery.requestor.delivery;

import net.leasequery.requestor.resume.Gap;

/** Something that a consumer must know to judge how complete the stream is. */
public sealed interface Notice {

    /**
     * The stream of changes is open.
     *
     * @param peer remote address and port
     */
    record Connected(String peer) implements Notice {}

    /**
     * The connection, or the attempt to make one, ended.
     *
     * @param reason kind of end
     * @param detail for people: what happened, and what to do about it
     */
    record Disconnected(DisconnectReason reason, String detail) implements Notice {}

    /**
     * All changes since the resume position have been received.
     *
     * @param bindings received since the query was sent
     */
    record CatchUpCompleted(long bindings) implements Notice {}

    /**
     * The server no longer has the changes of a window.
     *
     * @param gap window, in the server's clock
     */
    record DataMissing(Gap gap) implements Notice {}

    /**
     * A bulk load has begun.
     *
     * @param backfillId names this load in the records that it brings
     */
    record SnapshotStarted(String backfillId) implements Notice {}

    /**
     * A bulk load is whole.
     *
     * @param backfillId names this load in the records that it brought
     * @param bindings number of bindings received
     */
    record SnapshotCompleted(String backfillId, long bindings) implements Notice {}

    /**
     * A gap has been closed.
     *
     * @param gap window, in the server's clock
     * @param backfillId names this back-fill in the records that it brought
     * @param bindings number of bindings received
     */
    record GapFilled(Gap gap, String backfillId, long bindings) implements Notice {}

    /**
     * A back-fill failed; the gap stays and will be tried again.
     *
     * @param gap window, in the server's clock
     * @param reason for people
     */
    record BackfillFailed(Gap gap, String reason) implements Notice {}

    /**
     * The server ended the query in order.
     *
     * @param text what the server said; may be empty
     */
    record QueryTerminated(String text) implements Notice {}

    /**
     * A message could not be decoded.
     *
     * @param reason what is wrong with it and at which offset
     * @param leadingOctets start of the message in hex, bounded
     */
    record MalformedMessage(String reason, String leadingOctets) implements Notice {}
}
