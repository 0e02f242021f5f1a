package net.leasequery.systemtests.soak;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectRest;
import org.apache.kafka.clients.admin.Admin;

/** Removes connectors and topics of finished schedules. */
final class Leftovers {

    private final ConnectCluster cluster;

    Leftovers(ConnectCluster cluster) {
        this.cluster = cluster;
    }

    /** Deletes these connectors, and every topic with such a prefix. */
    void remove(Collection<String> connectors) throws IOException, InterruptedException {
        ConnectRest rest = cluster.worker().rest();
        for (String connector : connectors) {
            rest.delete(connector);
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", cluster.broker().bootstrapServers()))) {
            List<String> topics = admin.listTopics().names().get().stream()
                    .filter(topic -> connectors.stream().anyMatch(prefix -> topic.startsWith(prefix + ".")))
                    .toList();
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException refused) {
            throw new IOException("Cannot delete the topics of " + connectors, refused.getCause());
        }
    }
}
