package net.leasequery.connect.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Details;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.TableKey;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Bindings in the table that may have ended although the server reported no end: bindings that a message about their
 * client omits (RFC 5007 section 4.1.2.2), and bindings missing from a complete answer for a link (RFC 5460 section
 * 5.3.2). Decides what raises a doubt and how far the stored position may advance meanwhile; {@link Suspects} queries
 * the server. Not thread-safe, except for the counts.
 */
final class Doubts {

    private final KafkaView view;
    private final BoundTable table;
    private final Suspects suspects;
    private final ClientMessage message;
    private final EarlyClients early = new EarlyClients();
    private @Nullable ServerTime receivedTo;

    /**
     * Doubts about bindings in the table of {@code view}.
     *
     * @param questions which bindings the server can be queried for
     * @param receivedTo time up to which everything was received before the start; null if not known
     * @param nanoTime local monotonic clock, as {@link System#nanoTime}
     */
    Doubts(
            KafkaView view,
            BoundTable table,
            AddressQuestions questions,
            @Nullable ServerTime receivedTo,
            LongSupplier nanoTime) {
        this.view = view;
        this.table = table;
        this.suspects = new Suspects(questions, nanoTime, view.bound(), view.server());
        this.message = new ClientMessage(table);
        this.receivedTo = receivedTo;
    }

    /** The server reported a binding, which settles any doubt about it. */
    void reported(Fingerprint binding, boolean byStream) {
        add(byStream ? message.next(binding) : message.end());
        addEarly();
        suspects.clear(TableKey.of(binding));
    }

    /** The server reported a binding of this client that is not in the table. */
    void reportedUnlisted(long client, boolean bound, boolean byStream) {
        add(byStream ? message.nextUnlisted(client, bound) : message.end());
    }

    /** The message with the last reported binding is complete. */
    void messageEnds() {
        add(message.endOfMessage());
    }

    /** Something else came, so the row of reports about one client is over. */
    void endOfRow() {
        add(message.end());
    }

    /** Everything up to this position has been received. */
    void received(@Nullable ResumePosition position) {
        receivedTo = position == null ? null : position.receivedTo();
    }

    private void add(List<String> notMentioned) {
        for (String key : notMentioned) {
            suspects.add(key, Suspects.Reason.NOT_MENTIONED, receivedTo);
        }
        long client = message.takeEnded();
        if (client != 0 && !view.isWhole()) {
            early.add(client, receivedTo);
        }
    }

    /** Puts bindings in doubt whose clients the stream reported before the topic was read back. */
    private void addEarly() {
        if (view.isWhole() && !early.isEmpty()) {
            ServerTime since = early.since();
            for (long client : early.take()) {
                table.notReportedSinceReadBack(client)
                        .forEach(key -> suspects.add(key, Suspects.Reason.NOT_MENTIONED, since));
            }
        }
    }

    /**
     * A complete answer for a link covers all relay agents on the link, and clients without a relay agent. Bindings of
     * these relay agents, or of no relay agent, are put in doubt if the answer lacks them.
     *
     * @param links link-addresses of these relay agents
     * @param withoutRelay whether clients without a relay agent are included
     * @param all whether every binding missing from the answer is put in doubt, because another server answered before
     *     and may have reported bindings of any link
     */
    void addMissing(Set<String> links, boolean withoutRelay, boolean all) {
        Set<Long> numbers = links.stream().map(Details::link).collect(Collectors.toSet());
        if (withoutRelay) {
            numbers.add(Details.NO_RELAY);
        }
        table.unseen(row -> all
                        || row.wasOnceCovered()
                        || numbers.contains(row.details().link()))
                .forEach(key -> suspects.add(key, Suspects.Reason.MISSING_ON_LINK, null));
    }

    /** Returns the question to ask the server now; null if there is none, or not now. */
    @Nullable
    Question question(Instant now) {
        addEarly();
        return view.isWhole() ? suspects.next(now) : null;
    }

    /** Whether a delivery with this id answers the open question. */
    boolean isAnswer(@Nullable String backfillId) {
        return suspects.isAnswer(backfillId);
    }

    /** Returns the keys of the bindings that the server no longer has. */
    List<String> answered(Notice.QuestionAnswered answer) {
        return suspects.answered(answer);
    }

    /** Retries later, a few times. */
    void failed(Notice.QuestionFailed failure) {
        suspects.failed(failure);
    }

    /**
     * Whether there are doubts, or there was no room for some, or they were not noticed because the table was
     * discarded. After a restart only another snapshot is certain to raise them again, because the server may send
     * nothing more about that client.
     */
    boolean oweSnapshot() {
        return view.bound().isFull() || suspects.count() > 0 || suspects.lackedRoom() || early.isOverflowed();
    }

    /**
     * Holds the stored position back to the oldest doubt: the server repeats the message that raised the doubt if it is
     * asked for the changes since then.
     */
    ResumeState storable(ResumeState received) {
        ResumePosition position = received.position();
        ServerTime since = earlier(suspects.oldestNotMentioned(), early.since());
        if (position == null || since == null || since.compareTo(position.receivedTo()) >= 0) {
            return received;
        }
        long lag = position.baseTime().secondsSince(since);
        return received.withPosition(new ResumePosition(position.baseTime(), lag, position.clockSkewMillis()));
    }

    private static @Nullable ServerTime earlier(@Nullable ServerTime one, @Nullable ServerTime other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return ServerTime.earlier(one, other);
    }

    /** Number of bindings in doubt; safe to call from any thread. */
    int count() {
        return suspects.count();
    }

    /** Number of bindings that could not be queried; safe to call from any thread. */
    long leftToExpiry() {
        return suspects.leftToExpiry();
    }
}
