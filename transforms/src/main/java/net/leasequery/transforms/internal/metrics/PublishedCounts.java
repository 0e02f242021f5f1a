package net.leasequery.transforms.internal.metrics;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Publishes counts under the name {@code net.leasequery.transforms:type=ToAsim,context="leases|task-0",instance=1}.
 * Uses a separate bean instead of Kafka's plugin metrics: their interface is missing on workers before 4.1, where a
 * class that implements it does not load. The context is the task's name in Kafka Connect's log. A transform never
 * fails because of its counts: errors are logged.
 */
public final class PublishedCounts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCounts.class);

    /** Key of the logging context for the task or connector of a thread. */
    private static final String CONNECTOR_CONTEXT = "connector.context";

    private static final AtomicLong INSTANCES = new AtomicLong();

    private final @Nullable ObjectName name;

    private PublishedCounts(@Nullable ObjectName name) {
        this.name = name;
    }

    /** Publishes the counts until closed. */
    public static PublishedCounts of(TransformCounts counts, String transform) {
        try {
            ObjectName name = new ObjectName("net.leasequery.transforms:type=" + transform + ",context="
                    + ObjectName.quote(context()) + ",instance=" + INSTANCES.incrementAndGet());
            ManagementFactory.getPlatformMBeanServer().registerMBean(counts, name);
            return new PublishedCounts(name);
        } catch (JMException e) {
            LOG.warn("The metrics of {} cannot be registered in JMX; the transform runs without them", transform, e);
            return new PublishedCounts(null);
        }
    }

    /** Returns the context, such as {@code leases|task-0}; empty outside of a worker. */
    private static String context() {
        String context = MDC.get(CONNECTOR_CONTEXT);
        return context == null ? "" : context.replaceAll("[\\[\\]]", "").strip();
    }

    @Override
    public void close() {
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.debug("{} was gone already", name, e);
        } catch (JMException e) {
            LOG.warn("{} cannot be removed from JMX and stays there until the worker stops", name, e);
        }
    }
}
