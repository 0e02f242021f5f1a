package net.leasequery.connect.sweep;

import java.util.List;
import java.util.function.LongSupplier;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.table.BoundTable;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.LocalTimer;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.VpnScope;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares with the state in Kafka while the server repeats many bindings in addition to its stream of changes: until
 * the first catch-up is complete, while a gap is filled, and during a snapshot. Bindings that Kafka already shows are
 * not written again. Ends bindings that are missing from a complete snapshot of all addresses, except for addresses
 * that the stream has reported since the snapshot began, because the stream is more recent. At other times there is no
 * table, because the stream reports every end.
 */
public final class SnapshotSweep extends ComparingSweep {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSweep.class);

    private final WholeLoad whole;
    private final OwedSweep owed;
    private final boolean ends;
    private final VpnScope vpns;
    private final NoticeHandlers handlers;

    /**
     * Sweeps at the end of each snapshot of all addresses.
     *
     * @param view to compare with; dropped if no comparison is needed at the start
     * @param whole whether the first snapshot is written whole
     * @param vpn named in every query; null for none. A snapshot does not cover other VPNs, which the stream may report
     * @param nanoTime local monotonic clock, as {@link System#nanoTime}
     */
    public SnapshotSweep(KafkaView view, WholeLoad whole, @Nullable VirtualSubnet vpn, LongSupplier nanoTime) {
        this(view, whole, vpn, nanoTime, true);
    }

    private SnapshotSweep(
            KafkaView view, WholeLoad whole, @Nullable VirtualSubnet vpn, LongSupplier nanoTime, boolean ends) {
        super(view, nanoTime);
        this.vpns = new VpnScope(vpn);
        this.whole = whole;
        this.ends = ends;
        this.owed = new OwedSweep(view);
        this.handlers = new NoticeHandlers()
                .on(Notice.ServerChanged.class, (changed, after) -> beginPass())
                .on(Notice.SnapshotStarted.class, (started, after) -> beginPass())
                .on(Notice.DataMissing.class, (missing, after) -> compareWhileOwed(after))
                .on(Notice.CatchUpCompleted.class, (completed, after) -> dropUnlessNeeded(after))
                .on(Notice.GapFilled.class, (filled, after) -> dropUnlessNeeded(after))
                .on(Notice.BackfillFailed.class, (failed, after) -> completeness.begin())
                .on(Notice.MalformedMessage.class, (malformed, after) -> completeness.saw(malformed))
                .ends(Notice.SnapshotCompleted.class, (completed, after) -> completed(completed.backfillId(), after));
    }

    /** Ends no bindings, because the snapshots cover only some addresses. */
    public static SnapshotSweep ofSomeAddresses(KafkaView view, WholeLoad whole, LongSupplier nanoTime) {
        return new SnapshotSweep(view, whole, null, nanoTime, false);
    }

    @Override
    public boolean needsSnapshot() {
        return owed.needsAnswer();
    }

    @Override
    public @Nullable Receipt offer(Fingerprint binding, Origin origin) {
        endings.reported(binding);
        BoundTable table = view.table();
        if (table == null) {
            return Receipt.NONE;
        }
        Receipt receipt = whole.includes(origin) && !view.lacksRecords()
                ? table.seeInWholeSnapshot(binding, LocalTimer.UNKNOWN)
                : table.see(binding, view.lacksRecords());
        view.changed();
        return receipt;
    }

    @Override
    public List<Ending> endingsAt(Delivery.OfNotice delivery) {
        whole.saw(delivery.notice());
        return handlers.endingsAt(delivery);
    }

    /**
     * Begins to compare anew. A binding that was reported earlier, by another server, by the stream or by a snapshot
     * that failed, may have ended since without a report, and has if the complete answer lacks it.
     */
    private void beginPass() {
        table().beginPass();
        completeness.begin();
        owed.answerBegins();
    }

    private void compareWhileOwed(ResumeState after) {
        if (after.gap() != null) {
            BoundTable unused = table();
        }
    }

    private BoundTable table() {
        BoundTable table = view.table();
        return table == null ? view.renew() : table;
    }

    /** Drops the view if the stream no longer repeats bindings and no answer that would is awaited. */
    private void dropUnlessNeeded(ResumeState state) {
        if (state.gap() == null && !owed.isWaiting()) {
            view.drop();
        }
    }

    private List<Ending> completed(String answerId, ResumeState after) {
        if (!ends) {
            dropUnlessNeeded(after);
            return List.of();
        }
        if (view.isWhole() && completeness.isOfWholeAnswer()) {
            return swept(answerId, after);
        }
        LOG.warn(
                "DHCP server {}: snapshot {} ends no bindings, because {}. {}",
                view.server(),
                answerId,
                completeness.objection(),
                completeness.isOfWholeAnswer()
                        ? "Bindings missing from it are ended as soon as the topic has been read back"
                        : "Bindings missing from it stay unchanged until the next snapshot, which the task requests"
                                + " after some minutes, or hours if this happens again");
        if (completeness.isOfWholeAnswer()) {
            owed.owe(Origin.SNAPSHOT, answerId);
        } else {
            owed.owe();
            view.drop();
        }
        return List.of();
    }

    private List<Ending> swept(String answerId, ResumeState after) {
        List<Fingerprint> gone = vpns.among(table().takeUnseen());
        view.drop();
        owed.paid();
        return endings.missingFrom(Origin.SNAPSHOT, answerId, after, gone);
    }

    @Override
    public List<Ending> belatedEndings(ResumeState received) {
        return owed.isDue() ? swept(owed.answerId(), received) : List.of();
    }

    @Override
    public boolean isOwed(boolean before) {
        return owed.isOwed(before) || endings.hasUnsettledOfAnswers();
    }
}
