package net.leasequery.streams.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import net.leasequery.streams.audit.Frontier;
import net.leasequery.streams.lookup.cluster.StreamsPartitions;
import net.leasequery.streams.lookup.http.Health;
import net.leasequery.streams.lookup.http.HttpListener;
import net.leasequery.streams.lookup.http.Tls;
import net.leasequery.streams.members.Unreadable;
import net.leasequery.streams.records.Converters;
import net.leasequery.streams.records.RegistryUnavailableException;
import net.leasequery.streams.settings.HttpSettings;
import net.leasequery.streams.settings.StreamsSettings;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of the application, from start to stop. */
public final class LeaseStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseStreams.class);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final StreamsSettings settings;
    private final Converters converters;
    private final Admin admin;
    private final InputFrontier frontier;
    private final KafkaStreams streams;
    private final Outcome outcome = new Outcome();
    private final Unreadable unreadable = new Unreadable();
    private final ThreadFailures threadFailures = new ThreadFailures(Clock.systemUTC());
    private final ApplicationMetrics metrics;
    private final String viewsTopic;
    private final int partitions;
    private @Nullable AutoCloseable answers;

    /**
     * Checks the configuration against the cluster and creates missing topics. Does not start processing.
     *
     * @throws ConfigException if the configuration is wrong; the message is for the operator
     */
    public LeaseStreams(StreamsSettings settings) throws InterruptedException, ExecutionException, TimeoutException {
        this.settings = settings;
        converters = new Converters(settings.converters());
        converters.check();
        Map<String, Object> clients = clientConfig(settings);
        admin = Admin.create(clients);
        try {
            Topics topics = new Topics(admin, settings, clients);
            partitions = topics.prepare();
            viewsTopic = topics.repartitionTopic();
            frontier = new InputFrontier(
                    new GroupOffsets(admin, settings.applicationId()),
                    new RecordSearch(clients),
                    inputs(),
                    topics.repartitionTopics(),
                    Clock.systemUTC());
            LeaseTopology topology = new LeaseTopology(settings, converters, unreadable, frontier, partitions);
            streams = new KafkaStreams(topology.build(), streamsConfig(settings));
            metrics = new ApplicationMetrics(settings.applicationId(), unreadable, frontier, Clock.systemUTC());
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
            admin.close(Duration.ZERO);
            converters.close();
            throw e;
        }
    }

    private List<String> inputs() {
        return List.of("bindings", "events", "heartbeat").stream()
                .flatMap(suffix -> settings.inputs(suffix).stream())
                .toList();
    }

    private static Map<String, Object> clientConfig(StreamsSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.streams());
        config.keySet().retainAll(AdminClientConfig.configNames());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return config;
    }

    static Properties streamsConfig(StreamsSettings settings) {
        Properties config = new Properties();
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        // Each commit is a transaction over all topics and stores of a thread. Ten a second would be most of the work.
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
        // Internal topics take the broker's default, like the topics that this application creates.
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        // Records are small and many. With the default, 16 KiB, the producer's thread wakes up for every 30 of them.
        config.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 65_536);
        config.putAll(settings.streams());
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        return config;
    }

    /** Starts the instance. */
    public void start() throws IOException {
        streams.setUncaughtExceptionHandler(this::fail);
        streams.setStateListener((now, before) -> {
            LOG.info("Kafka Streams is now {}.", now);
            outcome.changed(now);
        });
        metrics.register();
        HttpSettings http = settings.http();
        if (http != null) {
            answers = answers(http);
        }
        frontier.start();
        streams.start();
    }

    private AutoCloseable answers(HttpSettings http) throws IOException {
        if (!settings.features().contains(StreamsSettings.Feature.LOOKUP)) {
            HttpListener listener = HttpListener.ofHealth(http, Tls.of(http.ssl()), this::health);
            listener.start();
            return listener;
        }
        StreamsPartitions stores = new StreamsPartitions(
                streams, partitions, place -> LeaseTopology.partitionOf(place, partitions), viewsTopic);
        return LookupService.start(settings, http, converters, stores, frontier, this::health);
    }

    private Health health() {
        KafkaStreams.State now = streams.state();
        return new Health(now.toString(), now == KafkaStreams.State.RUNNING, frontier.reached() != Frontier.NOT_YET);
    }

    private StreamThreadExceptionResponse fail(Throwable why) {
        ConfigException refused = cause(why);
        if (refused != null) {
            LOG.error(
                    "The records of the servers contradict the configuration: {}. The application stops.",
                    refused.getMessage());
            outcome.failed(refused);
            return StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
        }
        if (threadFailures.mayReplace()) {
            LOG.error(
                    "A stream thread failed and is replaced. Records that it had not committed are processed again.",
                    why);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error(
                "Stream threads failed {} times within {} minutes. This instance stops; others take over its work."
                        + " Fix the cause of the failures, then start it again.",
                ThreadFailures.MOST,
                ThreadFailures.WINDOW.toMinutes(),
                why);
        outcome.failed(why);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static @Nullable ConfigException cause(Throwable why) {
        for (Throwable at = why; at != null; at = at.getCause()) {
            if (at instanceof RegistryUnavailableException) {
                // Some converters throw a ConfigException if their registry refuses them.
                return null;
            }
            if (at instanceof ConfigException refused) {
                return refused;
            }
        }
        return null;
    }

    /** Waits until the instance has stopped; returns the cause of a failure, or null. */
    public @Nullable Throwable await() throws InterruptedException {
        return outcome.await();
    }

    /** Returns the state of Kafka Streams. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** Stops in order: commits what was processed, and closes all resources. */
    @Override
    public void close() {
        if (answers != null) {
            Utils.closeQuietly(answers, "HTTP");
        }
        frontier.close();
        // Logged here because the line of the state listener may come too late for a JVM that ends.
        if (streams.close(STOP)) {
            LOG.info("The application has stopped. What it had not committed is processed after the next start.");
        } else {
            LOG.warn(
                    "The application did not stop within {} s; what it had not committed is processed again.",
                    STOP.toSeconds());
        }
        metrics.close();
        Utils.closeQuietly(admin, "admin client");
        converters.close();
    }
}
