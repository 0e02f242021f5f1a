package net.leasequery.connect.sweep;

import java.util.List;
import net.leasequery.requestor.delivery.Delivery;
import net.leasequery.requestor.delivery.Notice;
import net.leasequery.requestor.delivery.Origin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a complete snapshot of all addresses does not have, beside a stream of changes. An address
 * that the stream told of since the start is left alone: the stream knows better. The table lives only
 * until the first snapshot is complete; after that the stream tells of every end.
 */
public final class SnapshotSweep implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSweep.class);

    private final KafkaView view;
    private final WholeLoad whole;
    private final Wholeness wholeness;
    private final Endings endings;

    /**
     * Sweeps at the end of the first snapshot.
     *
     * @param whole whether that snapshot is written whole
     */
    public SnapshotSweep(KafkaView view, WholeLoad whole) {
        this.view = view;
        this.whole = whole;
        this.wholeness = new Wholeness(view);
        this.endings = new Endings(view);
    }

    @Override
    public @Nullable Receipt offer(Fingerprint binding, Origin origin) {
        BoundTable table = view.table();
        if (table == null) {
            return Receipt.NONE;
        }
        Receipt receipt = table.see(binding, whole.includes(origin));
        view.changed();
        return receipt;
    }

    @Override
    public List<Ending> endingsAt(Delivery.OfNotice delivery) {
        whole.saw(delivery.notice());
        BoundTable table = view.table();
        if (table == null) {
            return List.of();
        }
        Notice notice = delivery.notice();
        if (notice instanceof Notice.SnapshotStarted || notice instanceof Notice.BackfillFailed) {
            wholeness.begin();
        } else if (notice instanceof Notice.MalformedMessage malformed) {
            wholeness.saw(malformed);
        } else if (notice instanceof Notice.SnapshotCompleted completed) {
            List<Fingerprint> gone = isConclusive(completed) ? table.takeUnseen() : List.of();
            view.drop();
            return endings.missingFrom(Origin.SNAPSHOT, completed.backfillId(), delivery.resumeState(), gone);
        }
        return List.of();
    }

    private boolean isConclusive(Notice.SnapshotCompleted completed) {
        String objection = wholeness.objection();
        if (objection == null) {
            return true;
        }
        LOG.warn(
                "Nothing is ended by snapshot {}, because {}: a binding that vanished before it stays as it is until"
                        + " the next snapshot",
                completed.backfillId(),
                objection);
        return false;
    }

    @Override
    public List<Ending> outdated() {
        return endings.outdated();
    }

    @Override
    public int remembered() {
        return view.size();
    }

    @Override
    public long ended() {
        return endings.count();
    }
}
