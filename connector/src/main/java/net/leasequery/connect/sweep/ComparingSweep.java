package net.leasequery.connect.sweep;

import java.util.List;
import java.util.function.LongSupplier;
import net.leasequery.connect.table.KafkaView;
import net.leasequery.connect.table.Receipt;

/** Compares the server's reports with the state in Kafka. Subclasses decide what is compared, and when. */
abstract class ComparingSweep implements Sweep {

    final KafkaView view;
    final AnswerCompleteness completeness;
    final EndedBindings endings;

    /** @param nanoTime local monotonic clock, as {@link System#nanoTime} */
    ComparingSweep(KafkaView view, LongSupplier nanoTime) {
        this.view = view;
        this.completeness = new AnswerCompleteness(view);
        this.endings = new EndedBindings(view, nanoTime);
    }

    @Override
    public final Receipt written(Ending ending) {
        return endings.written(ending);
    }

    @Override
    public final List<Ending> unwritten() {
        return endings.unwritten();
    }

    @Override
    public final List<Ending> outdated() {
        return endings.outdated();
    }

    @Override
    public final int remembered() {
        return view.size();
    }

    @Override
    public final long ended() {
        return endings.count();
    }
}
