package net.leasequery.connect.sweep;

import java.util.List;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Notice;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a complete snapshot of all addresses does not have, beside a stream of changes. An address
 * that the stream told of since the table was made is left alone: the stream knows better. The table lives from the
 * start, or from the moment when a snapshot turns out to be needed, until the snapshot is complete and the topic is
 * read back; after that the stream tells of every end.
 */
public final class SnapshotSweep implements Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSweep.class);

    private final KafkaView view;
    private final WholeLoad whole;
    private final Wholeness wholeness;
    private final Endings endings;
    private final OwedSweep owed;
    private boolean onDemand;

    /**
     * Sweeps at the end of each snapshot.
     *
     * @param view to compare the first one with; dropped if none is owed at the start
     * @param whole whether that snapshot is written whole
     */
    public SnapshotSweep(KafkaView view, WholeLoad whole) {
        this.view = view;
        this.whole = whole;
        this.wholeness = new Wholeness(view);
        this.endings = new Endings(view);
        this.owed = new OwedSweep(view);
        this.onDemand = !view.isNeeded();
    }

    @Override
    public @Nullable Receipt offer(Fingerprint binding, Origin origin) {
        BoundTable table = view.table();
        if (table == null) {
            return Receipt.NONE;
        }
        Receipt receipt = table.see(binding, onDemand || whole.includes(origin));
        view.changed();
        return receipt;
    }

    @Override
    public List<Ending> endingsAt(Delivery.OfNotice delivery) {
        Notice notice = delivery.notice();
        whole.saw(notice);
        if (notice instanceof Notice.ServerChanged) {
            // What the former server told of says nothing of this one.
            table().beginPass();
            beginAnswer();
        } else if (notice instanceof Notice.SnapshotStarted) {
            BoundTable unused = table();
            beginAnswer();
        } else if (notice instanceof Notice.BackfillFailed) {
            wholeness.begin();
        } else if (notice instanceof Notice.MalformedMessage malformed) {
            wholeness.saw(malformed);
        } else if (notice instanceof Notice.SnapshotCompleted completed) {
            return completed(completed.backfillId(), delivery.resumeState());
        }
        return List.of();
    }

    /** A snapshot that nobody foresaw is compared with what Kafka shows from now on, and written whole. */
    private BoundTable table() {
        BoundTable table = view.table();
        if (table == null) {
            onDemand = true;
            table = view.renew();
        }
        return table;
    }

    private void beginAnswer() {
        wholeness.begin();
        owed.answerBegins();
    }

    private List<Ending> completed(String answerId, ResumeState after) {
        if (view.isWhole() && wholeness.isOfWholeAnswer()) {
            return swept(answerId, after);
        }
        LOG.warn(
                "Snapshot {} ends no bindings, because {}. {}",
                answerId,
                wholeness.objection(),
                wholeness.isOfWholeAnswer()
                        ? "Bindings missing from it are ended as soon as the topic has been read back"
                        : "Bindings missing from it stay unchanged until the next snapshot, which the next start"
                                + " of the task requests");
        if (wholeness.isOfWholeAnswer()) {
            owed.owe(Origin.SNAPSHOT, answerId);
        } else {
            owed.owe();
            view.drop();
        }
        return List.of();
    }

    private List<Ending> swept(String answerId, ResumeState after) {
        List<Fingerprint> gone = table().takeUnseen();
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
        return owed.isOwed(before);
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
