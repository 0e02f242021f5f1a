package net.leasequery.streams.app;

import java.time.Clock;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.members.Unreadable;
import org.jspecify.annotations.Nullable;

/** Metrics of an instance in addition to those of Kafka Streams. Safe for any thread. */
final class ApplicationMetrics implements ApplicationMetricsMBean, AutoCloseable {
    private final String applicationId;
    private final Unreadable unreadable;
    private final Frontier frontier;
    private final Clock clock;
    private @Nullable RegisteredBean bean;

    ApplicationMetrics(String applicationId, Unreadable unreadable, Frontier frontier, Clock clock) {
        this.applicationId = applicationId;
        this.unreadable = unreadable;
        this.frontier = frontier;
        this.clock = clock;
    }

    @Override
    public long getUnreadableRecordsTotal() {
        return unreadable.count();
    }

    @Override
    public long getFrontierLagMs() {
        long reached = frontier.reached();
        return reached == Frontier.NOT_YET ? -1 : clock.millis() - reached;
    }

    void register() {
        bean = RegisteredBean.of("lease-streams", applicationId, this);
    }

    @Override
    public void close() {
        if (bean != null) {
            bean.close();
        }
    }
}
