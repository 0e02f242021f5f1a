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
     * The server's clock was set. Changes that this hides are part of the gap from now on: see the resume state.
     *
     * @param step from where to where
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
     * @param backfillId names this load in the records that it brings
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
     * @param backfillId names this load in the records that it brought
     * @param bindings number of bindings received
     * @param links as of {@link GapFilled}
     */
    record SnapshotCompleted(String backfillId, long bindings, Set<String> links) implements Notice {

        /** Makes the set immutable. */
        public SnapshotCompleted {
            links = Set.copyOf(links);
        }

        /** Of a load that asked for no link. */
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
     * @param backfillId names this back-fill in the records that it brought
     * @param bindings number of bindings received
     * @param whole whether everything was queried and not the window only: then a binding that neither
     *     this back-fill nor the stream has told of since {@link DataMissing} is one that the server no
     *     longer has
     * @param links link-addresses of relay agents in answers to queries by link-address (RFC 5460 section 5.3.2)
     */
    record GapFilled(Gap gap, String backfillId, long bindings, boolean whole, Set<String> links) implements Notice {

        /** Makes the set immutable. */
        public GapFilled {
            links = Set.copyOf(links);
        }

        /** Of a back-fill that asked for no link. */
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
     * A question was answered: what the server has of it came before this notice.
     *
     * @param questionId of the question
     * @param unanswered places in its list of queries that the server refused, or whose answer lacks a malformed
     *     message; they say nothing
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
     * @param tried false if it was not sent, because the bulk connection had something else to do
     * @param reason for people
     */
    record QuestionFailed(String questionId, boolean tried, String reason) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.questionFailed(this);
        }
    }

    /**
     * What was stored of this server is lost, and a snapshot has to bring it again.
     *
     * @param detail for people: what shows the loss
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
     * @param detail for people: which table, what follows, and what to do about it
     */
    record TableFull(long limitOctets, String detail) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.tableFull(this);
        }
    }

    /**
     * A poll has been asked for.
     *
     * @param pollId names this poll in the records that it brings
     * @param full whether it asks for everything, and not only for what changed since the last one
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
     * @param pollId names this poll in the records that it brought
     * @param full whether it has brought everything that the server would tell, so that a binding that it did not
     *     mention is gone; false also if a malformed message was left out
     * @param bindings number of bindings received
     * @param baseTime when the first answer was built, server clock; our own clock if the server tells none
     */
    record PollCompleted(String pollId, boolean full, long bindings, ServerTime baseTime) implements Notice {
        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.pollCompleted(this);
        }
    }

    /**
     * Another server answers than the one from which everything before was received. All its bindings are loaded.
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
     * The server ended the query in order.
     *
     * @param text what the server said; may be empty
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

        @Override
        public <R> R accept(NoticeVisitor<R> visitor) {
            return visitor.malformedMessage(this);
        }
    }
}
