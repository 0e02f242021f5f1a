package net.leasequery.connect.sweep;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;

/** Makes the consumers that read the bindings topic back; a simulation puts a topic of its own in its place. */
@FunctionalInterface
public interface ReadBackConsumers {

    /** Kafka's own consumer. */
    ReadBackConsumers KAFKA = ReadBackSettings::open;

    /**
     * A consumer without a group, of octets alone.
     *
     * @throws KafkaException if the settings are not valid, or no bootstrap server can be resolved
     */
    Consumer<byte[], byte[]> open(ReadBackSettings settings, IsolationLevel isolation);
}
