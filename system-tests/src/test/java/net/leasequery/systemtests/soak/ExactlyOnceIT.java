package net.leasequery.systemtests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.ConnectWorker;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.WorkFolder;
import net.leasequery.quickstart.cluster.WorkerOptions;
import net.leasequery.quickstart.process.FreePort;
import net.leasequery.simulator.churn.ChurnSettings;
import net.leasequery.simulator.server.LeasequeryServer;
import net.leasequery.simulator.server.ReceivedQuery;
import net.leasequery.systemtests.ConnectClusterExtension;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that writes records and offsets in transactions; the consumer reads what was committed. */
@ExtendWith(ConnectClusterExtension.class)
class ExactlyOnceIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int KILLS = 3;
    private static final long ADDRESSES = 1_024;
    private static final int CHANGES_PER_SECOND = 200;

    /** base-times are whole seconds: of the second that a position ends in, not all changes need have come. */
    private static final Duration BOUNDARY = Duration.ofSeconds(1);

    /** A change that the server learned from its partner is dated so much earlier, and kept in whole seconds. */
    private static final Duration BACKDATED =
            ChurnSettings.DEFAULT.partnerDelay().plusSeconds(1);

    /** Around the query's arrival: what changes while the catch-up is sent may be told by both. */
    private static final Duration MEETING = Duration.ofSeconds(5);

    private final Set<String> eventIds = new HashSet<>();
    private final List<Instant> repeatedChanges = new ArrayList<>();

    @Test
    void aKilledWorkerRepeatsNothingButWhatTheServerSendsAgainForTheBoundary(ConnectCluster cluster, WorkFolder work)
            throws Exception {
        Installation installation = Installation.fromSystemProperty();
        try (ConnectWorker worker = worker("exactly-once", installation, cluster, work);
                FollowedServer followed = new FollowedServer(
                        installation,
                        new ConnectCluster(cluster.broker(), cluster.registry(), worker),
                        "exactly-once",
                        server("10.0.0.0/22"),
                        Map.of("resume.overlap.ms", "0", "heartbeat.interval.ms", "500"),
                        this::note)) {
            worker.start();
            followed.submit();
            // A snapshot that is cut short is loaded again from its beginning
            Awaitility.await().atMost(LIMIT).until(() -> followed.events().of("SNAPSHOT_COMPLETED") == 1);
            followed.server().churn().rate(CHANGES_PER_SECOND);
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitRecords(followed, ADDRESSES + kill * 2_000L);
                worker.kill();
                worker.start();
            }
            awaitRecords(followed, ADDRESSES + KILLS * 2_000L + 1_000);

            followed.calmDown();
            followed.awaitCaughtUp(LIMIT);
            Verdict verdict = followed.verdict(work.root());

            assertThat(verdict.differences()).isEmpty();
            System.out.printf(
                    "exactly once: %d kills, %d records, %d repeated%n",
                    KILLS, followed.counts().records(), repeatedChanges.size());
            List<ReceivedQuery> queries = followed.server().queries();
            List<ResumedFrom> positions = ResumedFrom.of(followed.events());
            List<Instant> unexplained = repeatedChanges.stream()
                    .filter(change -> positions.stream().noneMatch(position -> position.isOwed(change))
                            && queries.stream().noneMatch(query -> meetsTheCatchUpOf(query, change)))
                    .toList();
            assertThat(unexplained)
                    .as("of %d repeated changes; %s; queries %s", repeatedChanges.size(), positions, queries)
                    .isEmpty();
        }
    }

    /** Such a worker reports a dropped record with the next transaction, and begins none for dropped records alone. */
    @Test
    void aTransformThatDropsEveryBindingDoesNotStopTheTask(ConnectCluster cluster, WorkFolder work) throws Exception {
        Installation installation = Installation.fromSystemProperty();
        try (ConnectWorker worker = worker("dropping", installation, cluster, work);
                FollowedServer followed = new FollowedServer(
                        installation,
                        new ConnectCluster(cluster.broker(), cluster.registry(), worker),
                        "dropping",
                        server("10.0.0.0/18"),
                        Map.of(
                                "sweep.mode", "off",
                                "transforms", "drop",
                                "transforms.drop.type", "org.apache.kafka.connect.transforms.Filter",
                                "transforms.drop.predicate", "isBinding",
                                "predicates", "isBinding",
                                "predicates.isBinding.type",
                                        "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                                "predicates.isBinding.pattern", ".*bindings"))) {
            worker.start();
            followed.submit();

            Awaitility.await().atMost(LIMIT).until(() -> followed.events().of("SNAPSHOT_COMPLETED") == 1);

            assertThat(followed.counts().records()).isZero();
        }
    }

    private static ConnectWorker worker(
            String group, Installation installation, ConnectCluster cluster, WorkFolder work) {
        WorkerOptions options = WorkerOptions.plain()
                .withName(group + "-worker")
                .withGroup(group)
                .withExactlyOnce(true)
                // Offsets are committed with the records; a worker that committed them by time would repeat a minute
                .withOverride("offset.flush.interval.ms", "60000")
                .withPluginZips(List.of(installation.connectorZip()));
        return new ConnectWorker(
                installation, work, cluster.broker().bootstrapServers(), cluster.registry(), FreePort.next(), options);
    }

    /** Where the catch-up of an answer meets the live stream. */
    private static boolean meetsTheCatchUpOf(ReceivedQuery query, Instant change) {
        return Duration.between(change, query.time()).abs().compareTo(MEETING) <= 0;
    }

    /**
     * A position that a connection began from, as the worker had committed it with its records: had it been
     * committed later than they were, what is repeated would lie behind it.
     */
    private record ResumedFrom(Instant baseTime, Duration lag) {

        static List<ResumedFrom> of(Events events) throws JsonProcessingException {
            List<ResumedFrom> positions = new ArrayList<>();
            for (String line : events.lines()) {
                JsonNode event = new ObjectMapper().readTree(line);
                if (event.get("type").asText().equals("CONNECTED")
                        && !event.get("baseTime").isNull()) {
                    positions.add(new ResumedFrom(
                            Instant.ofEpochMilli(event.get("baseTime").asLong()),
                            Duration.ofSeconds(event.get("lagSeconds").asLong())));
                }
            }
            return positions;
        }

        /** Whether the change may not have come yet, as far as the position tells. */
        boolean isOwed(Instant change) {
            return !change.isBefore(baseTime.minus(lag).minus(BACKDATED)) && !change.isAfter(baseTime.plus(BOUNDARY));
        }
    }

    private static LeasequeryServer server(String range) {
        return LeasequeryServer.builder()
                .range(range)
                .activeLeasequery()
                .insecure()
                .idleTimeout(Duration.ofMillis(400))
                .start();
    }

    private void note(ConsumerRecord<@Nullable Object, @Nullable Object> record) {
        if (record.value() instanceof GenericRecord binding
                && !eventIds.add(binding.get("eventId").toString())) {
            long stateStart = (long) binding.get("stateStartTime");
            long lastTransaction = binding.get("lastTransactionTime") instanceof Long time ? time : 0;
            repeatedChanges.add(Instant.ofEpochMilli(Math.max(stateStart, lastTransaction)));
        }
    }

    private static void awaitRecords(FollowedServer followed, long records) {
        Awaitility.await().atMost(LIMIT).until(() -> followed.counts().records() >= records);
    }
}
