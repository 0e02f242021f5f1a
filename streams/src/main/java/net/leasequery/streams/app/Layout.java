package net.leasequery.streams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Keeps the numbers of partitions of the inputs at the first start in a compacted topic of one partition. Runs in the
 * calling thread.
 */
final class Layout {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final Map<String, Object> clients;

    /**
     * Creates a layout.
     *
     * @param topic that keeps the numbers; has to exist
     * @param clients configuration of Kafka's clients
     */
    Layout(String topic, Map<String, Object> clients) {
        this.topic = topic;
        this.clients = Map.copyOf(clients);
    }

    /**
     * Compares the numbers of partitions with the stored ones, and stores those of new inputs.
     *
     * @param counts partitions by input
     * @throws ConfigException if an input's number of partitions has changed
     */
    void check(Map<String, Integer> counts) throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Integer> kept = read();
        counts.forEach((input, count) -> {
            Integer before = kept.get(input);
            if (before != null && !before.equals(count)) {
                throw new ConfigException("Topic " + input + " has " + count + " partitions, but had " + before
                        + " when this application first read it. Records of one address are then no longer in order."
                        + " Give the topic " + before + " partitions again by making it anew, or start over: choose"
                        + " another application.id, and delete the topics that it wrote");
            }
        });
        try (KafkaProducer<String, Integer> producer =
                new KafkaProducer<>(clients, new StringSerializer(), new IntegerSerializer())) {
            for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                if (!kept.containsKey(entry.getKey())) {
                    producer.send(new ProducerRecord<>(topic, entry.getKey(), entry.getValue()))
                            .get(ANSWER.toSeconds(), TimeUnit.SECONDS);
                }
            }
        }
    }

    private Map<String, Integer> read() {
        TopicPartition only = new TopicPartition(topic, 0);
        Map<String, Integer> kept = new HashMap<>();
        try (KafkaConsumer<String, Integer> consumer =
                new KafkaConsumer<>(clients, new StringDeserializer(), new IntegerDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only), ANSWER).getOrDefault(only, 0L);
            while (consumer.position(only, ANSWER) < end) {
                for (ConsumerRecord<String, Integer> record : consumer.poll(POLL)) {
                    kept.put(record.key(), record.value());
                }
            }
        }
        return kept;
    }
}
