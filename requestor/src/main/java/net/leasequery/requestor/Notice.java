package net.leasequery.requestor;

import java.util.List;
import java.util.Set;
import net.leasequery.codec.Octets;
import org.jspecify.annotations.Nullable;

/** Something that a consumer must know to judge how complete the stream is. */
public sealed interface Notice {

    /** Calls the visitor's method for this kind of notice, and returns what it returns. */
    <R> R accept(NoticeVisitor<R> visitor);

    /**
     * The stream of changes is open.
     *
     * @param peer remote address and port
     * @param security how the connection is secured, for people
     */
    record Connected(String peer, String security) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.connected(this);
        }
    }

    /**
     * The connection, or the attempt to make one, ended.
     *
     * @param reason kind of end
     * @param detail for people: what happened, and what to do about it
     */
    record Disconnected(DisconnectReason reason, String detail) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.disconnected(this);
        }
    }

    /**
     * All changes since the resume position have been received.
     *
     * @param bindings received since the query was sent
     */
    record CatchUpCompleted(long bindings) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.catchUpCompleted(this);
        }
    }

    /**
     * The server no longer has the changes of a window.
     *
     * @param gap window, in the server's clock
     */
    record DataMissing(Gap gap) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.dataMissing(this);
        }
    }

    /**
     * The server's clock was set. Changes that the step may hide belong to the gap in the resume state from now on.
     *
     * @param step old and new time
     */
    record ClockStepped(ClockStep step) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.clockStepped(this);
        }
    }

    /**
     * A bulk load has begun.
     *
     * @param backfillId identifies this load in its records
     */
    record SnapshotStarted(String backfillId) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.snapshotStarted(this);
        }
    }

    /**
     * A bulk load is complete.
     *
     * @param backfillId identifies this load in its records
     * @param bindings number of bindings received
     * @param links see {@link GapFilled}
     */
    record SnapshotCompleted(String backfillId, long bindings, Set<String> links) implements Notice {

        /** Makes the set immutable. */
        public SnapshotCompleted {
            links = Set.copyOf(links);
        }

        /** Creates the notice of a load without queries by link-address. */
        public SnapshotCompleted(String backfillId, long bindings) {
            this(backfillId, bindings, Set.of());
        }

        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.snapshotCompleted(this);
        }
    }

    /**
     * A gap has been closed.
     *
     * @param gap window, in the server's clock
     * @param backfillId identifies this back-fill in its records
     * @param bindings number of bindings received
     * @param whole whether everything was queried, not only the window. If so, and the resume state delivered with this
     *     notice has no gap, the server no longer has any binding that was not reported after the last {@link
     *     DataMissing}, {@link BackfillFailed} or other {@code GapFilled}. If it has a gap, replies of this back-fill
     *     may be older than the gap; the next back-fill shows what ended in it
     * @param links link-addresses of relay agents in answers to queries by link-address (RFC 5460 section 5.3.2)
     */
    record GapFilled(Gap gap, String backfillId, long bindings, boolean whole, Set<String> links) implements Notice {

        /** Makes the set immutable. */
        public GapFilled {
            links = Set.copyOf(links);
        }

        /** Creates the notice of a back-fill without queries by link-address. */
        public GapFilled(Gap gap, String backfillId, long bindings, boolean whole) {
            this(gap, backfillId, bindings, whole, Set.of());
        }

        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.gapFilled(this);
        }
    }

    /**
     * A back-fill failed; the gap stays and will be tried again.
     *
     * @param gap window, in the server's clock
     * @param reason for people
     */
    record BackfillFailed(Gap gap, String reason) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.backfillFailed(this);
        }
    }

    /**
     * A question was answered. The bindings that the server has were delivered before this notice.
     *
     * @param questionId of the question
     * @param unanswered indexes of its queries that the server refused, or whose answer lacks a malformed message;
     *     nothing follows from their answers
     * @param baseTime when the first answer was built, server clock; null if the server sends no base-time
     */
    record QuestionAnswered(
            String questionId,
            List<Integer> unanswered,
            @Nullable ServerTime baseTime) implements Notice {

        /** Makes the list immutable. */
        public QuestionAnswered {
            unanswered = List.copyOf(unanswered);
        }

        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.questionAnswered(this);
        }
    }

    /**
     * A question was not answered.
     *
     * @param questionId of the question
     * @param tried false if it was not asked because the bulk connection is needed for something else
     * @param reason for people
     */
    record QuestionFailed(String questionId, boolean tried, String reason) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.questionFailed(this);
        }
    }

    /**
     * The records stored for this server are lost, and a snapshot has to load them again.
     *
     * @param detail for people: how the loss was noticed
     */
    record StoreRecreated(String detail) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.storeRecreated(this);
        }
    }

    /**
     * A table of addresses has reached its bound.
     *
     * @param limitOctets octets that all tables of the JVM may hold together
     * @param detail for people: which table, the consequences, and what to do about it
     */
    record TableFull(long limitOctets, String detail) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.tableFull(this);
        }
    }

    /**
     * A poll has begun.
     *
     * @param pollId identifies this poll in its records
     * @param full whether it asks for everything, not only for changes since the last poll
     */
    record PollStarted(String pollId, boolean full) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.pollStarted(this);
        }
    }

    /**
     * A poll is complete.
     *
     * @param pollId identifies this poll in its records
     * @param full whether it received everything that the server reports, so that a binding that is not in it is gone;
     *     false also if a malformed message was left out
     * @param bindings number of bindings received
     * @param baseTime when the first answer was built, server clock; local clock if the server sends none
     */
    record PollCompleted(String pollId, boolean full, long bindings, ServerTime baseTime) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.pollCompleted(this);
        }
    }

    /**
     * A server answers that is not the one from which everything before was received. All bindings of the new server
     * are loaded.
     *
     * @param before identity of the former server
     * @param now identity of the server that answers
     * @param certificateSubject of that server; null in clear text
     */
    record ServerChanged(
            ServerIdentity before,
            ServerIdentity now,
            @Nullable String certificateSubject) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.serverChanged(this);
        }
    }

    /**
     * The server ended the query with QueryTerminated.
     *
     * @param text text from the server; may be empty
     */
    record QueryTerminated(String text) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.queryTerminated(this);
        }
    }

    /**
     * A message could not be decoded.
     *
     * @param reason what is wrong with it and at which offset
     * @param leadingOctets start of the message in hex, bounded
     * @param inAnswer whether it was part of an answer that lists existing bindings (snapshot, back-fill of a gap,
     *     poll), which may now lack a binding; false if it was part of the stream of changes
     */
    record MalformedMessage(String reason, String leadingOctets, boolean inAnswer) implements Notice {

        private static final int REPORTED_OCTETS = 64;

        /** Returns the notice for a message; it shows at most the first 64 octets. */
        public static MalformedMessage of(String reason, Octets message, boolean inAnswer) {
            int shown = Math.min(message.length(), REPORTED_OCTETS);
            return new MalformedMessage(reason, message.slice(0, shown).toHex(), inAnswer);
        }

        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.malformedMessage(this);
        }
    }
}
