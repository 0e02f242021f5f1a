package net.leasequery.systemtests.path;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Latency at a steady rate: of a change from the server's memory to a consumer, or of a record of the same size from
 * a producer with the same settings.
 *
 * @param halfMillis median
 * @param mostMillis 99th percentile
 */
record Latency(double halfMillis, double mostMillis) {

    private static final Pattern ADDRESS = Pattern.compile("\"address\":\"([0-9.]+)\"");
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int RECORD_OCTETS = 700;

    /** Measures the connector. */
    static Latency ofConnector(String name, Variant variant, Worker worker, int changesPerSecond, Duration length)
            throws IOException, InterruptedException, TimeoutException {
        int count = Math.toIntExact(changesPerSecond * length.toSeconds());
        try (Scene scene = new Scene(name, variant, worker, count, false);
                Arrivals arrivals = scene.arrivals()) {
            scene.start();
            Measured unused = arrivals.await(count, worker, LIMIT);
            arrivals.skip();
            List<String> addresses = scene.leased();
            Map<String, Integer> numbers = new HashMap<>();
            for (int i = 0; i < addresses.size(); i++) {
                numbers.put(addresses.get(i), i);
            }
            return measured(
                    addresses.size(),
                    changesPerSecond,
                    arrivals,
                    i -> scene.renew(addresses.get(i)),
                    key -> numbers.getOrDefault(address(key), -1));
        }
    }

    private static String address(String key) {
        Matcher found = ADDRESS.matcher(key);
        return found.find() ? found.group(1) : "";
    }

    /** Measures a producer alone. */
    static Latency ofProducer(String topic, Variant variant, Worker worker, int recordsPerSecond, Duration length)
            throws InterruptedException, TimeoutException {
        int count = Math.toIntExact(recordsPerSecond * length.toSeconds());
        // The defaults of Kafka Connect's producers.
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", worker.brokers(), "acks", "all", "max.in.flight.requests.per.connection", 1));
        settings.putAll(variant.producer());
        String value = "v".repeat(RECORD_OCTETS);
        try (Producer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                Arrivals arrivals = new Arrivals(worker.brokers(), topic, false)) {
            return measured(
                    count,
                    recordsPerSecond,
                    arrivals,
                    i -> {
                        var unused = producer.send(new ProducerRecord<>(topic, Integer.toString(i), value));
                    },
                    Integer::parseInt);
        }
    }

    /** Sends the change or record with a number. */
    @FunctionalInterface
    private interface Sender {
        void send(int number);
    }

    /** Returns the number of the change or record with a key; negative if there is none. */
    @FunctionalInterface
    private interface Numbers {
        int of(String key);
    }

    private static Latency measured(int count, int perSecond, Arrivals arrivals, Sender sender, Numbers numbers)
            throws TimeoutException {
        AtomicLongArray sentAt = new AtomicLongArray(count);
        long[] took = new long[count];
        // A pause of this process, which has server and consumer, would count as latency: the next one is far away now.
        System.gc();
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(count, perSecond, sender, sentAt));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int[] arrived = {0};
        while (arrived[0] < count) {
            if (sending.isCompletedExceptionally()) {
                sending.join();
            }
            arrivals.poll(deadline, record -> {
                int number = numbers.of(new String(record.key(), StandardCharsets.UTF_8));
                if (number >= 0 && sentAt.get(number) != 0 && took[number] == 0) {
                    took[number] = System.nanoTime() - sentAt.get(number);
                    arrived[0]++;
                }
            });
        }
        sending.join();
        // In the first half the compilers are at work, which those of a worker that runs for days are not.
        long[] sorted = Arrays.copyOfRange(took, count / 2, count);
        Arrays.sort(sorted);
        return new Latency(
                sorted[sorted.length / 2] / NANOS_PER_MILLI, sorted[(int) (sorted.length * 0.99)] / NANOS_PER_MILLI);
    }

    private static void send(int count, int perSecond, Sender sender, AtomicLongArray sentAt) {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            sentAt.set(i, System.nanoTime());
            sender.send(i);
        }
    }
}
