package net.leasequery.connect.metrics;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes as {@code net.leasequery.connect:type=task,connector="…",server="…"} with one read-only attribute per
 * metric. A failure here never fails the task; it is logged.
 */
final class MetricsMBean implements DynamicMBean {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsMBean.class);

    private final Map<String, Metric> byName = new LinkedHashMap<>();

    private MetricsMBean(TaskMetrics metrics) {
        metrics.all().forEach(metric -> byName.put(metric.name(), metric));
    }

    /** Registers the MBean; returns null if an earlier instance of the task is still registered. */
    static PublishedMetrics.@Nullable Registration register(TaskMetrics metrics, String connector, String server) {
        try {
            ObjectName name = name(connector, server);
            ManagementFactory.getPlatformMBeanServer().registerMBean(new MetricsMBean(metrics), name);
            return () -> unregister(name);
        } catch (InstanceAlreadyExistsException taken) {
            return null;
        } catch (JMException e) {
            LOG.warn(
                    "DHCP server {} of connector {}: metrics could not be registered in JMX and are not available",
                    server,
                    connector,
                    e);
            return () -> {};
        }
    }

    static ObjectName name(String connector, String server) throws JMException {
        return new ObjectName("net.leasequery.connect:type=task,connector=" + ObjectName.quote(connector) + ",server="
                + ObjectName.quote(server));
    }

    private static void unregister(ObjectName name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.debug("MBean {} was already unregistered", name, e);
        } catch (JMException e) {
            LOG.warn("MBean {} could not be unregistered and remains in JMX", name, e);
        }
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        Metric metric = byName.get(attribute);
        if (metric == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return metric.value().get();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String attribute : attributes) {
            Metric metric = byName.get(attribute);
            if (metric != null) {
                values.add(new Attribute(attribute, metric.value().get()));
            }
        }
        return values;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " is read-only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = byName.values().stream()
                .map(metric -> new MBeanAttributeInfo(
                        metric.name(),
                        metric.value().get().getClass().getName(),
                        metric.description(),
                        true,
                        false,
                        false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(getClass().getName(), "Leasequery with one DHCP server", attributes, null, null, null);
    }
}
