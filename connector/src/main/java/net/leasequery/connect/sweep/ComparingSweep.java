package net.leasequery.connect.sweep;

import java.util.List;

/** Compares the server's reports with the state in Kafka. Subclasses decide what is compared, and when. */
abstract class ComparingSweep implements Sweep {

    final KafkaView view;
    final AnswerCompleteness completeness;
    final EndedBindings endings;

    ComparingSweep(KafkaView view) {
        this.view = view;
        this.completeness = new AnswerCompleteness(view);
        this.endings = new EndedBindings(view);
    }

    @Override
    public final Receipt written(Ending ending, long nowMillis) {
        return endings.written(ending, nowMillis);
    }

    @Override
    public final List<Ending> unwritten(long nowMillis) {
        return endings.unwritten(nowMillis);
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
