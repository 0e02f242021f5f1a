package net.leasequery.connect.sweep;

import java.util.List;
import java.util.Objects;
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
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Turns the repeated answers of a server into a stream of changes: passes a binding only if it differs from its state
 * in Kafka, and ends bindings that a complete answer lacks. After an answer to a query for changes only, just the
 * leases that have run out are ended; after one that lacks a malformed message, none are. A poll that is a snapshot
 * passes completely, because whoever requested it, for instance by resetting the offsets, wants every binding.
 */
public final class PollSweep extends ComparingSweep {

    private final BoundTable table;
    private final boolean ends;
    private final VpnScope vpns;
    private final NoticeHandlers handlers;
    private final OwedSweep owed;
    private boolean snapshot;

    /**
     * Compares with {@code view}, which is kept permanently.
     *
     * @param ends whether bindings are ended; false to only pass changes
     * @param vpn named in every query; null for none. An answer may contain bindings of other VPNs, and need not
     *     contain them again
     * @param nanoTime local monotonic clock, as {@link System#nanoTime}
     */
    public PollSweep(KafkaView view, boolean ends, @Nullable VirtualSubnet vpn, LongSupplier nanoTime) {
        super(view, nanoTime);
        this.vpns = new VpnScope(vpn);
        this.table = Objects.requireNonNull(view.table());
        this.ends = ends;
        this.owed = new OwedSweep(view);
        this.handlers = new NoticeHandlers()
                .on(Notice.SnapshotStarted.class, (started, after) -> snapshot = true)
                .on(Notice.SnapshotCompleted.class, (completed, after) -> snapshot = false)
                .on(Notice.PollStarted.class, (started, after) -> beginPass())
                .on(Notice.MalformedMessage.class, (malformed, after) -> completeness.saw(malformed))
                .ends(Notice.PollCompleted.class, (completed, after) -> missingFrom(completed));
    }

    @Override
    public @Nullable Receipt offer(Fingerprint binding, Origin origin) {
        endings.reported(binding);
        Receipt receipt = snapshot ? table.seeInWholeSnapshot(binding, LocalTimer.UNKNOWN) : table.seeRoughly(binding);
        view.changed();
        return receipt;
    }

    @Override
    public List<Ending> endingsAt(Delivery.OfNotice delivery) {
        return handlers.endingsAt(delivery);
    }

    private void beginPass() {
        table.beginPass();
        completeness.begin();
    }

    private List<Ending> missingFrom(Notice.PollCompleted completed) {
        if (!ends) {
            return List.of();
        }
        if (completeness.objection() != null) {
            owed.owe();
            return List.of();
        }
        ServerTime baseTime = completed.baseTime();
        if (completed.full()) {
            owed.paid();
        }
        List<Fingerprint> gone = completed.full() ? table.takeUnseen() : table.takeExpired(baseTime);
        return endings.missingFrom(Origin.POLL, completed.pollId(), baseTime, vpns.among(gone));
    }

    /**
     * The next full poll ends what is owed, whether this or an earlier run left it. If the server is followed by a
     * stream before that, the stream has to begin with a snapshot.
     */
    @Override
    public boolean isOwed(boolean before) {
        return owed.isOwed(before) || endings.hasUnsettledOfAnswers();
    }
}
