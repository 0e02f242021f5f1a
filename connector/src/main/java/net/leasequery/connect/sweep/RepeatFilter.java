package net.leasequery.connect.sweep;

import java.util.List;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Receipt;
import net.leasequery.connect.table.RecentBindings;
import net.leasequery.connect.table.TableBound;
import net.leasequery.requestor.Delivery;
import net.leasequery.requestor.Origin;
import net.leasequery.requestor.ResumeState;
import org.jspecify.annotations.Nullable;

/**
 * Filters out bindings that the server sends again unchanged: after each reconnection it repeats the changes of the
 * resume overlap, and a bulk answer repeats what the stream has reported. A binding is left out only if Kafka has
 * acknowledged the same content as the last record of its key in this run of the task. Remembers a bounded number of
 * addresses.
 */
public final class RepeatFilter implements Sweep {

    private final Sweep sweep;
    private final WholeLoad whole;
    private final RecentBindings recent;

    /**
     * Filters the bindings that {@code sweep} passes.
     *
     * @param whole whether the first snapshot is written whole
     * @param bound limits the heap that this takes
     */
    public RepeatFilter(Sweep sweep, WholeLoad whole, TableBound bound) {
        this(sweep, whole, new RecentBindings(RecentBindings.DEFAULT_OCTETS, bound));
    }

    /**
     * Filters the bindings that a sweep of {@code view} passes.
     *
     * @param whole whether the first snapshot is written whole
     */
    public static RepeatFilter of(SnapshotSweep sweep, KafkaView view, WholeLoad whole) {
        RecentBindings recent = new RecentBindings(RecentBindings.DEFAULT_OCTETS, view.bound());
        view.beginWith(recent);
        return new RepeatFilter(sweep, whole, recent);
    }

    RepeatFilter(Sweep sweep, WholeLoad whole, RecentBindings recent) {
        this.sweep = sweep;
        this.whole = whole;
        this.recent = recent;
    }

    @Override
    public boolean needsSnapshot() {
        return sweep.needsSnapshot();
    }

    @Override
    public boolean covers(Delivery.OfBinding delivered) {
        return sweep.covers(delivered);
    }

    @Override
    public @Nullable Receipt offer(Fingerprint binding, Origin origin) {
        Receipt inner = sweep.offer(binding, origin);
        if (inner == null) {
            return null;
        }
        Receipt own = recent.see(binding, whole.includes(origin));
        if (own == null) {
            // Kafka shows the same record already, so the outcome that the inner receipt waits for is known.
            inner.settled(true);
            return null;
        }
        return inner == Receipt.NONE
                ? own
                : stored -> {
                    inner.settled(stored);
                    own.settled(stored);
                };
    }

    @Override
    public void messageEnds() {
        sweep.messageEnds();
    }

    @Override
    public void passedOver(Delivery.OfBinding delivered) {
        sweep.passedOver(delivered);
    }

    @Override
    public List<Ending> endingsAt(Delivery.OfNotice notice) {
        whole.saw(notice.notice());
        return sweep.endingsAt(notice);
    }

    @Override
    public List<Ending> outdated() {
        return sweep.outdated();
    }

    @Override
    public List<Ending> expiredBy(ResumeState received) {
        return sweep.expiredBy(received);
    }

    /** The ending is the new last record of the binding. */
    @Override
    public Receipt written(Ending ending) {
        Receipt inner = sweep.written(ending);
        Receipt own = recent.write(ending.last().ended(ending.state()));
        return stored -> {
            inner.settled(stored);
            own.settled(stored);
        };
    }

    @Override
    public List<Ending> unwritten() {
        return sweep.unwritten();
    }

    @Override
    public List<Ending> belatedEndings(ResumeState received) {
        return sweep.belatedEndings(received);
    }

    @Override
    public boolean isOwed(boolean before) {
        return sweep.isOwed(before);
    }

    @Override
    public int remembered() {
        return sweep.remembered();
    }

    @Override
    public long ended() {
        return sweep.ended();
    }
}
