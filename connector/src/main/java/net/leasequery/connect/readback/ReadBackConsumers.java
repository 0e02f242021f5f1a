package net.leasequery.connect.readback;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Creates the consumers that read back the bindings topic; a simulation substitutes a topic of its own. */
@FunctionalInterface
public interface ReadBackConsumers {

    /** Kafka's own consumer. */
    ReadBackConsumers KAFKA = new ReadBackConsumers() {
        @Override
        public Consumer<byte[], byte[]> open(ReadBackSettings settings, IsolationLevel isolation) {
            return settings.open(isolation);
        }

        @Override
        public Admin openAdmin(ReadBackSettings settings) {
            return settings.openAdmin();
        }
    };

    /**
     * Opens a consumer without a group that reads raw octets.
     *
     * @throws KafkaException if the settings are not valid, or no bootstrap server can be resolved
     */
    Consumer<byte[], byte[]> open(ReadBackSettings settings, IsolationLevel isolation);

    /**
     * Opens a client for the topic's configuration.
     *
     * @return null if the configuration cannot be looked at
     * @throws KafkaException if the settings are not valid, or no bootstrap server can be resolved
     */
    default @Nullable Admin openAdmin(ReadBackSettings settings) {
        return null;
    }
}
