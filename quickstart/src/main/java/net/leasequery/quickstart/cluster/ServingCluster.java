package net.leasequery.quickstart.cluster;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import net.leasequery.quickstart.process.ProcessFailedException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Queries the identity of a Kafka cluster. */
final class ServingCluster {
    private static final String TIMEOUT_MILLIS = "30000";

    private ServingCluster() {}

    /**
     * Returns the cluster id of the brokers behind an address.
     *
     * @throws ProcessFailedException if no Kafka broker answers within 30 seconds
     */
    static String id(String bootstrapServers) throws InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException failure) {
            throw new ProcessFailedException("No Kafka broker answers on " + bootstrapServers + ": " + failure);
        }
    }
}
