package net.leasequery.streams.lookup.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.leasequery.streams.lookup.source.UnavailableException;
import net.leasequery.streams.records.Converters;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records one by one, and waits until all in-sync replicas have them. Safe for several threads; records are
 * converted in one thread, because each thread would get converters of its own.
 */
public final class AcknowledgedWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgedWriter.class);
    private static final int REQUEST_MILLIS = 3_000;
    private static final int DELIVERY_MILLIS = 6_000;
    private static final int BLOCK_MILLIS = 3_000;
    private static final int WAIT_MILLIS = DELIVERY_MILLIS + BLOCK_MILLIS;

    private final Producer<byte[], byte[]> producer;
    private final Converters converters;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "lease-streams-lookup-log");
        made.setDaemon(true);
        return made;
    });

    /** Creates a writer with its own producer. */
    public AcknowledgedWriter(Map<String, Object> clients, Converters converters) {
        this(new KafkaProducer<>(config(clients), new ByteArraySerializer(), new ByteArraySerializer()), converters);
    }

    AcknowledgedWriter(Producer<byte[], byte[]> producer, Converters converters) {
        this.producer = producer;
        this.converters = converters;
    }

    private static Map<String, Object> config(Map<String, Object> clients) {
        Map<String, Object> config = new HashMap<>(clients);
        config.keySet().retainAll(ProducerConfig.configNames());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        return config;
    }

    /**
     * Writes one record.
     *
     * @throws UnavailableException if the record was not acknowledged in time; it may still have been written
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The inner future is waited for, too.
    void write(String topic, IndexedRecord key, IndexedRecord value) throws UnavailableException, InterruptedException {
        try {
            Future<Future<RecordMetadata>> sent = maker.submit(() -> producer.send(new ProducerRecord<>(
                    topic,
                    converters.keySerializer().serialize(topic, key),
                    converters.valueSerializer().serialize(topic, value))));
            sent.get(WAIT_MILLIS, TimeUnit.MILLISECONDS).get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.error(
                    "A record for topic {} was not acknowledged. The caller got status 503 and no data. Check that the"
                            + " brokers run and that this application may write to the topic.",
                    topic,
                    e);
            throw new UnavailableException("Kafka did not acknowledge a record for " + topic, e);
        }
    }

    @Override
    public void close() {
        maker.shutdown();
        producer.close(Duration.ofMillis(DELIVERY_MILLIS));
    }
}
