package net.leasequery.connect.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * What in the table may have ended although nobody said so: what a client's message leaves out (RFC 5007 section 4.1.2.2),
 * and what a complete answer for a link lacks (RFC 5460 section 5.3.2). Knows what raises a doubt, and how far the stored
 * position may go meanwhile; {@link Suspects} has them asked for. Not thread-safe, but for the numbers.
 */
final class Doubts {

    private final KafkaView view;
    private final BoundTable table;
    private final Suspects suspects;
    private final ClientMessage message;
    private final EarlyClients early = new EarlyClients();
    private @Nullable ServerTime receivedTo;

    /**
     * Of bindings in the table of {@code view}.
     *
     * @param questions which bindings the server can be asked for
     * @param receivedTo everything up to then was received before the start; null if not known
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
        this.suspects = new Suspects(questions, nanoTime, view.bound());
        this.message = new ClientMessage(table);
        this.receivedTo = receivedTo;
    }

    /** The server told of a binding, whose doubt is settled with that. */
    void told(Fingerprint binding, boolean byStream) {
        add(byStream ? message.next(binding) : message.end());
        addEarly();
        suspects.clear(TableKey.of(binding));
    }

    /** The server told of a binding of this client that is not in the table. */
    void toldUnlisted(long client, boolean bound, boolean byStream) {
        add(byStream ? message.nextUnlisted(client, bound) : message.end());
    }

    /** The message with the binding that was told last is over. */
    void messageEnds() {
        add(message.endOfMessage());
    }

    /** Something else came: what is told of a client in a row is over. */
    void endOfRow() {
        add(message.end());
    }

    /** Everything up to this position has been received. */
    void received(@Nullable ResumePosition position) {
        receivedTo = position == null ? null : position.newestChange();
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

    /** What Kafka shows of the clients that the stream told of before that was known. */
    private void addEarly() {
        if (view.isWhole() && !early.isEmpty()) {
            ServerTime since = early.since();
            for (long client : early.take()) {
                table.notToldSinceReadBack(client)
                        .forEach(key -> suspects.add(key, Suspects.Reason.NOT_MENTIONED, since));
            }
        }
    }

    /**
     * A complete answer for a link tells of all relay agents on it, and of clients that have none. What such a relay
     * agent or no relay agent stands for, and the answer lacks, is in doubt.
     *
     * @param links link-addresses of these relay agents
     * @param withoutRelay whether clients without a relay agent are meant as well
     * @param all whether all that the answer lacks is in doubt, because another server spoke before, which may have told
     *     of anything
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

    /** What to ask the server now; null if nothing is to be asked, or not now. */
    @Nullable
    Question question(Instant now) {
        addEarly();
        return view.isWhole() ? suspects.next(now) : null;
    }

    /** Whether what came with this id answers the open question. */
    boolean isAnswer(@Nullable String backfillId) {
        return suspects.isAnswer(backfillId);
    }

    /** Keys of the bindings that the server no longer has. */
    List<String> answered(Notice.QuestionAnswered answer) {
        return suspects.answered(answer);
    }

    /** Asks again later, a few times. */
    void failed(Notice.QuestionFailed failure) {
        suspects.failed(failure);
    }

    /**
     * Whether there are doubts. After a restart only another snapshot is sure to raise them again: the server may have
     * nothing more to tell of that client.
     */
    boolean oweSnapshot() {
        return suspects.count() > 0 || early.isOverflowed();
    }

    /** The server repeats what raised the doubt if it is asked for the changes since then. */
    ResumeState storable(ResumeState received) {
        ResumePosition position = received.position();
        ServerTime since = earlier(suspects.oldestNotMentioned(), early.since());
        if (position == null || since == null || since.compareTo(position.newestChange()) >= 0) {
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

    /** Bindings in doubt; from any thread. */
    int count() {
        return suspects.count();
    }

    /** Bindings that could not be asked for; from any thread. */
    long leftToExpiry() {
        return suspects.leftToExpiry();
    }
}
