package net.leasequery.connect.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.leasequery.connect.table.HeapOctets;
import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bindings that the server may have ended without reporting the end. Each is queried by its address. It has ended only
 * if a successful answer lacks it and the server has not reported it meanwhile. Bindings that cannot be queried stay
 * until their lease runs out. Bounded in number: at most {@value #MOST_SUSPECTS} for each reason. Not thread-safe,
 * except for the counts.
 */
final class Suspects {

    /** Why a binding is in doubt. */
    enum Reason {
        /** The binding is missing from a complete answer for its link. */
        MISSING_ON_LINK,
        /** The server reported the client without mentioning the binding. */
        NOT_MENTIONED
    }

    static final int MOST_SUSPECTS = 65_536;
    static final int MOST_FAILURES = 5;

    /** A server that sends each lease in a message of its own mentions the lease within this time. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);
    private static final Duration PAUSE_WHEN_BUSY = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** One suspicion. Compared by identity: a later suspicion about the same binding is a different one. */
    private static final class Suspicion {
        final String key;
        final BulkQuery query;
        final long dueNanos;
        final @Nullable ServerTime since;

        Suspicion(String key, BulkQuery query, long dueNanos, @Nullable ServerTime since) {
            this.key = key;
            this.query = query;
            this.dueNanos = dueNanos;
            this.since = since;
        }
    }

    private record Asked(Question question, List<Suspicion> suspicions) {}

    private final AddressQuestions questions;
    private final LongSupplier nanoTime;
    private final TableBound bound;
    private final DhcpServer server;
    private final Map<String, Suspicion> missingOnLink = new LinkedHashMap<>();
    private final Map<String, Suspicion> notMentioned = new LinkedHashMap<>();
    private final AtomicLong leftToExpiry = new AtomicLong();
    private volatile int count;
    private @Nullable Asked asked;
    private long pausedUntilNanos;
    private boolean paused;
    private int failures;
    private boolean lackedRoom;
    private long questionNumber;

    /**
     * @param questions which bindings the server can be queried for
     * @param nanoTime monotonic local clock, as {@link System#nanoTime}
     * @param bound limits the heap that doubts take; without room, a binding is not queried
     * @param server that may have ended them
     */
    Suspects(AddressQuestions questions, LongSupplier nanoTime, TableBound bound, DhcpServer server) {
        this.bound = bound;
        this.server = server;
        this.questions = questions;
        this.nanoTime = nanoTime;
    }

    /**
     * Puts a binding in doubt, unless it already is.
     *
     * @param since time up to which everything had been received before; null if not known
     */
    void add(String key, Reason reason, @Nullable ServerTime since) {
        Map<String, Suspicion> those = of(reason);
        if (those.containsKey(key)) {
            return;
        }
        BulkQuery query = those.size() < MOST_SUSPECTS ? questions.about(key) : null;
        if (query == null || !bound.takeIfRoom(octets(key))) {
            lackedRoom |= query != null;
            leftToExpiry.incrementAndGet();
            return;
        }
        long due = nanoTime.getAsLong() + (reason == Reason.NOT_MENTIONED ? GRACE.toNanos() : 0);
        those.put(key, new Suspicion(key, query, due, since));
        counted();
    }

    /** Removes any doubt about a binding, because the server reported it. */
    void clear(String key) {
        if (count > 0) {
            removed(missingOnLink.remove(key));
            removed(notMentioned.remove(key));
            counted();
        }
    }

    /** Returns the question to ask now; null if there is none, or not now. At most one question is open. */
    @Nullable
    Question next(Instant now) {
        if (bound.isFull()) {
            // Reported bindings are no longer compared with the table.
            leftToExpiry.addAndGet(count);
            forgetAll();
        }
        if (count == 0 || asked != null || (paused && nanoTime.getAsLong() - pausedUntilNanos < 0)) {
            return null;
        }
        paused = false;
        List<Suspicion> chosen = new ArrayList<>();
        choose(missingOnLink, chosen);
        choose(notMentioned, chosen);
        if (chosen.isEmpty()) {
            return null;
        }
        List<BulkQuery> queries =
                chosen.stream().map(suspicion -> suspicion.query).toList();
        Question question = new Question(now + "/" + ++questionNumber, queries);
        asked = new Asked(question, chosen);
        return question;
    }

    /** Chooses suspicions that are due, in the order of their time. */
    private void choose(Map<String, Suspicion> from, List<Suspicion> chosen) {
        long now = nanoTime.getAsLong();
        for (Suspicion suspicion : from.values()) {
            if (chosen.size() >= Question.MOST_QUERIES || suspicion.dueNanos - now > 0) {
                return;
            }
            chosen.add(suspicion);
        }
    }

    /** Whether a delivery with this id answers the open question. */
    boolean isAnswer(@Nullable String backfillId) {
        return asked != null && asked.question().id().equals(backfillId);
    }

    /** Returns the keys of the bindings that the server no longer has. */
    List<String> answered(Notice.QuestionAnswered answer) {
        Asked open = asked;
        if (open == null || !isAnswer(answer.questionId())) {
            return List.of();
        }
        asked = null;
        failures = 0;
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < open.suspicions().size(); i++) {
            Suspicion suspicion = open.suspicions().get(i);
            if (take(suspicion)) {
                if (answer.unanswered().contains(i)) {
                    leftToExpiry.incrementAndGet();
                } else {
                    gone.add(suspicion.key);
                }
            }
        }
        counted();
        return gone;
    }

    /** Retries later, a few times. */
    void failed(Notice.QuestionFailed failure) {
        if (!isAnswer(failure.questionId())) {
            return;
        }
        asked = null;
        Duration pause = PAUSE_WHEN_BUSY;
        if (failure.tried()) {
            failures++;
            pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
        }
        if (failures >= MOST_FAILURES) {
            giveUp(failure.reason());
        } else {
            paused = true;
            pausedUntilNanos = nanoTime.getAsLong() + pause.toNanos();
        }
    }

    private void giveUp(String reason) {
        LOG.warn(
                "DHCP server {}: {} bindings that it may have ended could not be queried: {}. They stay unchanged in"
                        + " Kafka until the server reports them or their leases expire. Once the cause is removed, a"
                        + " signal of type snapshot checks them again",
                server,
                count,
                reason);
        leftToExpiry.addAndGet(count);
        failures = 0;
        forgetAll();
    }

    private void forgetAll() {
        missingOnLink.values().forEach(this::removed);
        notMentioned.values().forEach(this::removed);
        missingOnLink.clear();
        notMentioned.clear();
        counted();
    }

    /**
     * Time up to which everything had been received before the oldest doubt that the stream raised; null if there is
     * none.
     */
    @Nullable
    ServerTime oldestNotMentioned() {
        Iterator<Suspicion> oldest = notMentioned.values().iterator();
        return oldest.hasNext() ? oldest.next().since : null;
    }

    /** Whether there was no room for a doubt, so that only a later run of the task can query the binding. */
    boolean lackedRoom() {
        return lackedRoom;
    }

    /** Number of bindings in doubt; safe to call from any thread. */
    int count() {
        return count;
    }

    /** Number of bindings that could not be queried; safe to call from any thread. */
    long leftToExpiry() {
        return leftToExpiry.get();
    }

    /** Removes a suspicion, unless the server has reported the binding since. */
    private boolean take(Suspicion suspicion) {
        if (missingOnLink.remove(suspicion.key, suspicion) || notMentioned.remove(suspicion.key, suspicion)) {
            removed(suspicion);
            return true;
        }
        return false;
    }

    private void removed(@Nullable Suspicion suspicion) {
        if (suspicion != null) {
            bound.giveBack(octets(suspicion.key));
        }
    }

    private static int octets(String key) {
        return HeapOctets.DOUBT + HeapOctets.text(key);
    }

    private Map<String, Suspicion> of(Reason reason) {
        return switch (reason) {
            case MISSING_ON_LINK -> missingOnLink;
            case NOT_MENTIONED -> notMentioned;
        };
    }

    private void counted() {
        count = missingOnLink.size() + notMentioned.size();
    }
}
