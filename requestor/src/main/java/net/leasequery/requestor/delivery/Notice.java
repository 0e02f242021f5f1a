package net.leasequery.requestor.delivery;

import net.leasequery.codec.Octets;
import net.leasequery.requestor.binding.ServerTime;
import net.leasequery.requestor.resume.Gap;

/** Something that a consumer must know to judge how complete the stream is. */
public sealed interface Notice {

    /**
     * The stream of changes is open.
     *
     * @param peer remote address and port
     * @param security how the connection is secured, for people
     */
    record Connected(String peer, String security) implements Notice {}

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
     * @param whole whether everything was asked for and not the window alone: then a binding that neither
     *     this back-fill nor the stream has told of since {@link DataMissing} is one that the server no
     *     longer has
     */
    record GapFilled(Gap gap, String backfillId, long bindings, boolean whole) implements Notice {}

    /**
     * A back-fill failed; the gap stays and will be tried again.
     *
     * @param gap window, in the server's clock
     * @param reason for people
     */
    record BackfillFailed(Gap gap, String reason) implements Notice {}

    /**
     * A poll has been asked for.
     *
     * @param pollId names this poll in the records that it brings
     * @param full whether it asks for everything, and not only for what changed since the last one
     */
    record PollStarted(String pollId, boolean full) implements Notice {}

    /**
     * A poll is whole.
     *
     * @param pollId names this poll in the records that it brought
     * @param full whether it has brought everything that the server would tell: a binding that it did
     *     not mention is one that the server no longer has. False also if a message was left out as
     *     malformed
     * @param bindings number of bindings received
     * @param baseTime when the poll's first answer was built, server clock; our own clock if the server
     *     tells no base-time
     */
    record PollCompleted(String pollId, boolean full, long bindings, ServerTime baseTime) implements Notice {}

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
     * @param inAnswer whether it was part of an answer to a question for what exists (a snapshot, the filling of a
     *     gap, a poll), which now may lack a binding; false if it was part of the stream of changes
     */
    record MalformedMessage(String reason, String leadingOctets, boolean inAnswer) implements Notice {

        private static final int REPORTED_OCTETS = 64;

        /** The notice of a message, of which no more than the first 64 octets are shown. */
        public static MalformedMessage of(String reason, Octets message, boolean inAnswer) {
            int shown = Math.min(message.length(), REPORTED_OCTETS);
            return new MalformedMessage(reason, message.slice(0, shown).toHex(), inAnswer);
        }
    }
}
