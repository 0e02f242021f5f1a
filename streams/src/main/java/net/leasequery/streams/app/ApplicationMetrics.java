package net.leasequery.streams.app;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import javax.management.JMException;
import javax.management.ObjectName;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.members.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an instance tells of itself beside what Kafka Streams does. Any thread. */
final class ApplicationMetrics implements ApplicationMetricsMBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationMetrics.class);

    private final String applicationId;
    private final Unreadable unreadable;
    private final Frontier frontier;
    private final Clock clock;

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
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, name());
        } catch (JMException e) {
            LOG.warn(
                    "The metrics of this instance cannot be registered in JMX: {}. The application runs without them.",
                    e.toString());
        }
    }

    private ObjectName name() throws JMException {
        return new ObjectName("net.leasequery:type=lease-streams,client-id=" + ObjectName.quote(applicationId));
    }

    @Override
    public void close() {
        try {
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(name())) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
            }
        } catch (JMException e) {
            LOG.debug("The metrics of this instance could not be taken out of JMX", e);
        }
    }
}
