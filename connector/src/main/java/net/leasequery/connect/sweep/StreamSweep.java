package net.leasequery.connect.sweep;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Details;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.LocalTimer;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.RecentBindings;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.Question;
import net.leasequery.requestor.ResumePosition;
import net.leasequery.requestor.ResumeState;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends bindings of a DHCPv6 stream. Such a stream has no message for a lease that ran out, and bulk answers never
 * mention bindings that ended (RFC 7653, RFC 5460 section 6.4). A lease has run out when the stream is known to have
 * delivered everything up to the end of the lease without a renewal, and as much local time has passed as the lease had
 * left (see {@link ExpiryRule}). A binding has ended when it is missing from a snapshot or a whole gap fill that should
 * contain it, and the stream has not reported it since that answer began. Keeps its table permanently.
 */
public final class StreamSweep extends ComparingSweep {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSweep.class);

    private final BoundTable table;
    private final Coverage coverage;
    private final WholeLoad whole;
    private final RecentBindings ends;
    private final LocalTimer timer;
    private final ExpiryRule expiryRule;
    private final @Nullable ResumePosition stored;
    private final Doubts doubts;
    private final OwedSweep owed;
    private final NoticeHandlers handlers;
    private Set<String> owedLinks = Set.of();
    private boolean afterAnotherServer;
    private boolean changesUnknown;

    /**
     * Compares with {@code view}, which is kept permanently.
     *
     * @param coverage of the answers that fill gaps
     * @param whole whether the first snapshot is written whole
     * @param questions which bindings the server can be queried for
     * @param stored position that the task starts from; no lease runs out by it, because the clocks have not been
     *     compared yet; null if there is none
     * @param nanoTime local monotonic clock, as {@link System#nanoTime}
     */
    public StreamSweep(
            KafkaView view,
            Coverage coverage,
            WholeLoad whole,
            AddressQuestions questions,
            @Nullable ResumePosition stored,
            LongSupplier nanoTime) {
        super(view, nanoTime);
        this.stored = stored;
        this.whole = whole;
        this.coverage = coverage;
        this.table = Objects.requireNonNull(view.table());
        this.timer = new LocalTimer(nanoTime);
        this.expiryRule = new ExpiryRule(table, timer);
        this.ends = new RecentBindings(RecentBindings.DEFAULT_OCTETS, view.bound());
        ServerTime receivedTo = stored == null ? null : stored.receivedTo();
        this.doubts = new Doubts(view, table, questions, receivedTo, nanoTime);
        this.owed = new OwedSweep(view);
        this.handlers = new NoticeHandlers()
                .on(Notice.DataMissing.class, (missing, after) -> beginPass())
                .on(Notice.ClockStepped.class, (stepped, after) -> beginPass())
                .on(Notice.ServerChanged.class, (changed, after) -> serverChanged())
                .on(Notice.SnapshotStarted.class, (started, after) -> beginPass())
                .on(Notice.BackfillFailed.class, (failed, after) -> beginPass())
                .on(Notice.MalformedMessage.class, (malformed, after) -> completeness.saw(malformed))
                .ends(
                        Notice.SnapshotCompleted.class,
                        (loaded, after) -> missingFrom(Origin.SNAPSHOT, loaded.backfillId(), loaded.links(), after))
                .ends(Notice.GapFilled.class, this::gapFilled)
                .ends(Notice.QuestionAnswered.class, (answer, after) -> questionAnswered(answer))
                .on(Notice.QuestionFailed.class, (failure, after) -> doubts.failed(failure));
    }

    /**
     * Kafka may show bindings of any link that another server reported. The next complete answer puts all bindings in
     * doubt that are missing from it.
     */
    public void beginAfterAnotherServer() {
        afterAnotherServer = true;
    }

    /**
     * Changes may have been missed that nobody loads ({@code snapshot.mode=never}), so that a lease that was read back
     * may have been renewed. It runs out only after the server has reported it in this run. A later run that may load a
     * snapshot begins with one; until then the changes are unknown to each later run, too.
     */
    public void beginAfterUnknownChanges() {
        changesUnknown = true;
    }

    @Override
    public boolean needsSnapshot() {
        return owed.needsAnswer();
    }

    /** An answer to a question about single bindings contains them even if the configured queries do not cover them. */
    @Override
    public boolean covers(Delivery.OfBinding delivered) {
        return doubts.isAnswer(delivered.backfillId())
                ? coverage.asksFor(delivered.binding())
                : coverage.covers(delivered.binding(), delivered.origin());
    }

    /**
     * Begins a batch. A server may report all leases of a client in each message, so clients with several leases are
     * reported often.
     */
    @Override
    public void batchBegins() {
        table.beginBatch();
    }

    @Override
    public @Nullable Receipt offer(Fingerprint binding, Origin origin) {
        doubts.reported(binding, coverage.isOfStream(origin));
        endings.reported(binding);
        Receipt receipt = binding.isBound() ? seeBound(binding, origin) : seeEnd(binding);
        expiryRule.saw(binding.expiry());
        view.changed();
        return receipt;
    }

    @Override
    public void messageEnds() {
        doubts.messageEnds();
    }

    /** The client of this binding may have lost a binding that is in the table. */
    @Override
    public void passedOver(Delivery.OfBinding delivered) {
        boolean bound = delivered.binding().state() == BindingState.ACTIVE;
        doubts.reportedUnlisted(Details.client(delivered.binding()), bound, coverage.isOfStream(delivered.origin()));
    }

    private @Nullable Receipt seeBound(Fingerprint binding, Origin origin) {
        ends.forget(binding);
        int deadline = timer.deadline(binding.expiry(), binding.reportedAt());
        return whole.includes(origin)
                ? table.seeInWholeSnapshot(binding, deadline)
                : table.see(binding, false, deadline);
    }

    /** An end is remembered for a while, in case the server sends it again. */
    private @Nullable Receipt seeEnd(Fingerprint binding) {
        if (view.isWhole()) {
            if (table.seesUnchanged(binding)) {
                return null;
            }
            table.forget(binding);
            return ends.see(binding, false);
        }
        return table.see(binding, false);
    }

    @Override
    public List<Ending> endingsAt(Delivery.OfNotice delivery) {
        whole.saw(delivery.notice());
        doubts.endOfRow();
        return handlers.endingsAt(delivery);
    }

    private void serverChanged() {
        beginAfterAnotherServer();
        beginPass();
    }

    private List<Ending> gapFilled(Notice.GapFilled filled, ResumeState after) {
        return filled.whole() ? missingFrom(Origin.GAP_FILL, filled.backfillId(), filled.links(), after) : List.of();
    }

    private List<Ending> questionAnswered(Notice.QuestionAnswered answer) {
        List<Fingerprint> gone = table.takeBound(doubts.answered(answer));
        return endings.missingFrom(Origin.GAP_FILL, answer.questionId(), answer.baseTime(), gone);
    }

    /**
     * Begins to compare anew. Replies built before a gap may be received after the notice of the gap; only the answer
     * to a later query shows that a binding has not ended in the gap. An answer that waits for the view can then end
     * nothing any more, because it is no longer known which bindings it reported.
     */
    private void beginPass() {
        table.beginPass();
        completeness.begin();
        owed.answerBegins();
    }

    /**
     * Ends missing bindings unless a gap is still open. An open gap is requested again and gets an answer of its own.
     */
    private List<Ending> missingFrom(Origin origin, String answerId, Set<String> links, ResumeState after) {
        if (after.gap() != null) {
            beginPass();
            return List.of();
        }
        if (view.isWhole() && completeness.isOfWholeAnswer()) {
            return swept(origin, answerId, links, after);
        }
        boolean later = completeness.isOfWholeAnswer();
        LOG.warn(
                "DHCP server {}: bulk load {} ends no bindings, because {}. {}",
                view.server(),
                answerId,
                completeness.objection(),
                later
                        ? "Bindings missing from it are ended as soon as the topic has been read back"
                        : "Bindings missing from it stay unchanged until their leases expire, or until the next"
                                + " snapshot, which the task requests after some minutes, or hours if this happens"
                                + " again");
        if (later) {
            // In the same pass, so that bindings reported by the stream until then do not count as missing.
            owed.owe(origin, answerId);
            owedLinks = links;
        } else {
            owed.owe();
            beginPass();
        }
        return List.of();
    }

    private List<Ending> swept(Origin origin, String answerId, Set<String> links, ResumeState after) {
        List<Fingerprint> gone = table.takeUnseenCovered();
        // Those of the queries, too: the headers of rows that were read back tell what the queries of their time
        // covered.
        Set<String> asked = new HashSet<>(coverage.links());
        asked.addAll(links);
        doubts.addMissing(asked, coverage.asksForLinks(), afterAnotherServer);
        afterAnotherServer = false;
        changesUnknown = false;
        beginPass();
        owed.paid();
        return endings.missingFrom(origin, answerId, after, gone);
    }

    @Override
    public @Nullable Question question(Instant now) {
        return doubts.question(now);
    }

    /** A complete answer with unsettled doubts is requested again after a restart. */
    @Override
    public boolean isOwed(boolean before) {
        return owed.isOwed(before)
                || doubts.oweSnapshot()
                || endings.hasUnsettledOfAnswers()
                || (changesUnknown && view.mayShowEarlierRuns());
    }

    @Override
    public ResumeState storable(ResumeState received) {
        return doubts.storable(received);
    }

    @Override
    public int doubted() {
        return doubts.count();
    }

    @Override
    public long leftToExpiry() {
        return doubts.leftToExpiry();
    }

    @Override
    public List<Ending> belatedEndings(ResumeState received) {
        return owed.isDue() ? swept(owed.origin(), owed.answerId(), owedLinks, received) : List.of();
    }

    @Override
    public List<Ending> expiredBy(ResumeState received) {
        doubts.endOfRow();
        ResumePosition position = received.position();
        doubts.received(position);
        if (position == null || position.equals(stored) || !view.isWhole()) {
            return List.of();
        }
        ServerTime upTo = position.receivedTo();
        List<Fingerprint> gone = expiryRule.take(upTo, received.gap() != null || changesUnknown);
        return gone.isEmpty() ? List.of() : endings.runOut(upTo, gone);
    }
}
