package net.leasequery.connect.sweep;

import java.util.List;
import java.util.Objects;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream of changes of what a server answers again and again: lets a binding pass only if it
 * differs from what Kafka shows, and ends what a complete answer no longer has. After an answer that
 * asked for changes alone, only leases that have run out are ended; after one that lacks a malformed
 * message, nothing is. A poll that is a snapshot passes whole: whoever asked for one, by a reset of the
 * offsets for instance, wants to see every binding.
 */
public final class PollSweep extends ComparingSweep {

    private final BoundTable table;
    private final boolean ends;
    private final NoticeHandlers handlers;
    private boolean snapshot;
    private boolean swept;

    /**
     * Compares with {@code view}, which is kept for ever.
     *
     * @param ends whether to end anything; false to let changes pass and no more
     */
    public PollSweep(KafkaView view, boolean ends) {
        super(view);
        this.table = Objects.requireNonNull(view.table());
        this.ends = ends;
        this.handlers = new NoticeHandlers()
                .on(Notice.SnapshotStarted.class, (started, after) -> snapshot = true)
                .on(Notice.SnapshotCompleted.class, (completed, after) -> snapshot = false)
                .on(Notice.PollStarted.class, (started, after) -> beginPass())
                .on(Notice.MalformedMessage.class, (malformed, after) -> completeness.saw(malformed))
                .ends(Notice.PollCompleted.class, (completed, after) -> missingFrom(completed));
    }

    @Override
    public @Nullable Receipt offer(Fingerprint binding, Origin origin) {
        endings.told(binding);
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
        if (!ends || completeness.objection() != null) {
            return List.of();
        }
        ServerTime baseTime = completed.baseTime();
        swept |= completed.full();
        List<Fingerprint> gone = completed.full() ? table.takeUnseen() : table.takeExpired(baseTime);
        return endings.missingFrom(Origin.POLL, completed.pollId(), baseTime, gone);
    }

    /** What a snapshot of the stream owed, from before this server was polled, a full poll has done. */
    @Override
    public boolean isOwed(boolean before) {
        return before && !swept;
    }
}
