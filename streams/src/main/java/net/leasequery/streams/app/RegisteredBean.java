package net.leasequery.streams.app;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registered MBean, until {@link #close()}. */
final class RegisteredBean implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredBean.class);

    private final @Nullable ObjectName name;

    private RegisteredBean(@Nullable ObjectName name) {
        this.name = name;
    }

    /**
     * Registers a bean as {@code net.leasequery:type=TYPE,client-id="APPLICATION"}. If that fails, a warning is logged
     * and the application runs without its metrics.
     */
    static RegisteredBean of(String type, String applicationId, Object bean) {
        try {
            ObjectName name =
                    new ObjectName("net.leasequery:type=" + type + ",client-id=" + ObjectName.quote(applicationId));
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
            return new RegisteredBean(name);
        } catch (JMException e) {
            LOG.warn(
                    "The metrics {} of this instance cannot be registered in JMX: {}."
                            + " The application runs without them.",
                    type,
                    e.toString());
            return new RegisteredBean(null);
        }
    }

    @Override
    public void close() {
        try {
            if (name != null && ManagementFactory.getPlatformMBeanServer().isRegistered(name)) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.debug("The metrics {} could not be taken out of JMX", name, e);
        }
    }
}
