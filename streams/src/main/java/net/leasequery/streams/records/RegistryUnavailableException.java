package net.leasequery.streams.records;

import org.apache.kafka.common.KafkaException;

/**
 * Thrown if a converter cannot reach its schema registry, or is refused there. This says nothing about the record, so
 * the record must not be skipped.
 */
public final class RegistryUnavailableException extends KafkaException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception with a cause.
     *
     * @param topic of the record
     * @param cause failure of the converter
     */
    RegistryUnavailableException(String topic, Throwable cause) {
        super("The converter cannot use its schema registry for a record of " + topic, cause);
    }
}
