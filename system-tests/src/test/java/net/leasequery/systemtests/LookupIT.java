package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.LeaseStreamsProcess;
import net.leasequery.quickstart.cluster.WorkFolder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of lease-streams over one topic, which speak mutual TLS to callers and to each other: each answers who had
 * an address, whichever of them has the store; one is killed in the middle of many questions, and no answer lacks its
 * record; a client is erased, and Kafka forgets him.
 */
@Timeout(900)
@ExtendWith(ConnectClusterExtension.class)
class LookupIT {
    /** For machines under load; a quiet one takes seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final int NO_ANSWER_NOW = 3;
    private static final int CHANGES = 200;
    private static final int QUESTIONS = 10;
    private static final int CALLERS = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 100;
    private static final int ANSWERS_AFTER_THE_KILL = 100;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    void anyInstanceAnswersForAllAndEveryAnswerIsRecordedAndAnErasedClientIsForgotten(
            ConnectCluster cluster, WorkFolder work, ConnectedServer server) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef".repeat(4));
        LookupCallers callers = LookupCallers.in(folder);
        server.simulator().resume();
        server.churnUntilChanged(CHANGES);
        server.awaitAgreement();
        registerSchemas(cluster, server.name());
        try (LeaseStreamsProcess one = callers.secure(instance(cluster, work, server.name(), "one"), "one")
                        .asOneOfSeveral(key);
                LeaseStreamsProcess two = callers.secure(instance(cluster, work, server.name(), "two"), "two")
                        .asOneOfSeveral(key)) {
            one.launch();
            two.launch();
            one.awaitReady();
            two.awaitReady();
            List<GenericRecord> held = AvroTopic.table(cluster, server.name() + ".bindings").values().stream()
                    .filter(binding -> binding.get("state").toString().equals("ACTIVE"))
                    .limit(QUESTIONS)
                    .toList();
            assertThat(held).hasSizeGreaterThan(3);

            // There is one partition, so one of the two has to ask the other for everything.
            for (GenericRecord binding : held) {
                assertThat(holders(callers, one, binding))
                        .contains(client(binding))
                        .isEqualTo(holders(callers, two, binding));
            }
            await().atMost(LIMIT)
                    .until(() -> who(callers, two, held.get(0)), printed -> printed.contains(client(held.get(0))));
            assertHistory(cluster, server.name(), held);

            askWhileOneIsKilled(callers, one, two, held);
            assertThat(AvroTopic.values(cluster, server.name() + ".lookups"))
                    .extracting(lookup -> lookup.get("lookupId").toString())
                    .containsAll(answered);

            assertErased(cluster, server.name(), callers, two, held);
        }
    }

    private static LeaseStreamsProcess instance(ConnectCluster cluster, WorkFolder work, String prefix, String name) {
        return new LeaseStreamsProcess(
                Installation.fromSystemProperty(),
                work,
                cluster,
                "lookup-" + name,
                Map.of(
                        "application.id",
                        "lookup-" + prefix,
                        "topic.prefix",
                        prefix,
                        "features",
                        "merge,audit,history,lookup",
                        "http.requests.per.second",
                        "1000",
                        "key.converter.apicurio.registry.auto-register",
                        "false",
                        "value.converter.apicurio.registry.auto-register",
                        "false"));
    }

    /** Once for all topics: the converters of the instances may only look schemas up. */
    private void registerSchemas(ConnectCluster cluster, String prefix) throws IOException, InterruptedException {
        String command = Installation.fromSystemProperty().home().resolve("bin/register-schemas")
                + " --lease-streams "
                + cluster.registry().confluentApi()
                + " "
                + prefix;
        assertThat(DocumentedShell.in(folder).run(command, Map.of())).contains(prefix + ".lookups-value: id ");
    }

    private static String client(GenericRecord binding) {
        return binding.get("hardwareAddress").toString();
    }

    private static String address(GenericRecord binding) {
        return binding.get("address").toString();
    }

    /** Hardware addresses of those who may have held the address at the binding's last transaction; waits out 503. */
    private List<String> holders(LookupCallers callers, LeaseStreamsProcess instance, GenericRecord binding) {
        JsonNode answer = await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ask(callers, question(instance, binding)), body -> body.has("leases"));
        return answer.path("leases").findValuesAsText("hardwareAddress");
    }

    private static URI question(LeaseStreamsProcess instance, GenericRecord binding) {
        Instant at = Instant.ofEpochMilli((Long) binding.get("lastTransactionTime"));
        return instance.health().resolve("/v1/leases?address=" + address(binding) + "&at=" + at);
    }

    private JsonNode ask(LookupCallers callers, URI question) throws IOException, InterruptedException {
        HttpResponse<String> response = callers.read(question);
        assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
        if (response.statusCode() == 200) {
            answered.add(response.headers().firstValue("Lookup-Id").orElseThrow());
        }
        return MAPPER.readTree(response.body());
    }

    private String who(LookupCallers callers, LeaseStreamsProcess instance, GenericRecord binding)
            throws IOException, InterruptedException {
        Path home = Installation.fromSystemProperty().home();
        Path output = folder.resolve("who.out");
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/who").toString(),
                address(binding),
                "--at",
                Instant.ofEpochMilli((Long) binding.get("lastTransactionTime")).toString(),
                "--url",
                "https://" + instance.health().getAuthority()));
        command.addAll(callers.who());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor();
        String printed = Files.readString(output);
        assertThat(status).as(printed).isIn(0, NO_ANSWER_NOW);
        return printed;
    }

    /** The topic of tenures: keyed by address and first start; what was corrected is replaced under the same key. */
    private static void assertHistory(ConnectCluster cluster, String prefix, List<GenericRecord> held) {
        Map<GenericRecord, GenericRecord> tenures = AvroTopic.table(cluster, prefix + ".history");
        for (GenericRecord binding : held) {
            assertThat(tenures.entrySet())
                    .filteredOn(
                            entry -> entry.getKey().get("address").toString().equals(address(binding)))
                    .filteredOn(entry -> entry.getValue().get("end") == null)
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.getValue().get("hardwareAddress")).hasToString(client(binding));
                        assertThat((Long) entry.getValue().get("lastSeen"))
                                .isCloseTo((Long) binding.get("lastTransactionTime"), Offset.offset(2_000L));
                    });
        }
        assertThat(AvroTopic.values(cluster, prefix + ".history"))
                .as("with the records that were corrected since")
                .hasSizeGreaterThan(tenures.size());
    }

    /** Every caller asks both instances in turn until the survivor has answered often after the death of the other. */
    private void askWhileOneIsKilled(
            LookupCallers callers, LeaseStreamsProcess one, LeaseStreamsProcess two, List<GenericRecord> held)
            throws Exception {
        AtomicInteger ofTheFirst = new AtomicInteger();
        AtomicInteger afterwards = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> asking = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                asking.add(threads.submit(() -> {
                    for (int number = 0; afterwards.get() < ANSWERS_AFTER_THE_KILL; number++) {
                        GenericRecord binding = held.get(number % held.size());
                        boolean killed = !one.process().isAlive();
                        try {
                            if (!killed && ask(callers, question(one, binding)).has("leases")) {
                                ofTheFirst.incrementAndGet();
                            }
                        } catch (IOException died) {
                            await().until(() -> !one.process().isAlive());
                        }
                        if (ask(callers, question(two, binding)).has("leases") && killed) {
                            afterwards.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            await().atMost(LIMIT).until(() -> ofTheFirst.get() >= ANSWERS_BEFORE_THE_KILL);
            one.kill();
            for (Future<?> each : asking) {
                each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The first client is erased; others after him, so that segments roll and Kafka compacts. */
    private static void assertErased(
            ConnectCluster cluster,
            String prefix,
            LookupCallers callers,
            LeaseStreamsProcess instance,
            List<GenericRecord> held)
            throws Exception {
        Deque<String> clients =
                new ArrayDeque<>(held.stream().map(LookupIT::client).distinct().toList());
        String forgotten = clients.pop();
        List<String> names = names(cluster, prefix, forgotten);
        URI tenures = instance.health().resolve("/v1/tenures?client=" + forgotten);
        assertThat(MAPPER.readTree(callers.read(tenures).body()).path("tenures"))
                .isNotEmpty();

        JsonNode answer = erase(callers, instance, forgotten);
        assertThat(answer.path("tenures").asInt()).isPositive();
        List<String> untilCompaction = new ArrayList<>();
        answer.path("untilCompaction").forEach(topic -> untilCompaction.add(topic.asText()));
        assertThat(untilCompaction).contains(prefix + ".history").hasSize(4);
        assertThat(answer.path("outside").toString()).contains(prefix + ".bindings");
        assertThat(MAPPER.readTree(callers.read(tenures).body()).path("tenures"))
                .isEmpty();
        assertThat(AvroTopic.table(cluster, prefix + ".history").values())
                .noneMatch(tenure -> forgotten.equals(String.valueOf(tenure.get("hardwareAddress"))));
        assertThat(untilCompaction)
                .as("not compacted yet: what the answer says that stays")
                .allSatisfy(topic ->
                        assertThat(RawTopic.recordsWith(cluster, topic, names)).isPositive());

        compactAtOnce(cluster, untilCompaction);
        cleanEvery500Millis(cluster, OpType.SET);
        try {
            await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                if (!clients.isEmpty()) {
                    erase(callers, instance, clients.pop());
                }
                assertThat(untilCompaction)
                        .allSatisfy(topic -> assertThat(RawTopic.recordsWith(cluster, topic, names))
                                .as(topic)
                                .isZero());
            });
        } finally {
            cleanEvery500Millis(cluster, OpType.DELETE);
        }
        List<String> outside = new ArrayList<>();
        answer.path("outside").forEach(topic -> outside.add(topic.asText()));
        assertThat(topicsWith(cluster, prefix, names))
                .as("whatever still has him is named in the answer")
                .contains(prefix + ".bindings")
                .isSubsetOf(outside);
    }

    /** Of the connector and of lease-streams. */
    private static List<String> topicsWith(ConnectCluster cluster, String prefix, List<String> names) throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) cluster.broker().bootstrapServers()))) {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(prefix + ".") || topic.startsWith("lookup-" + prefix + "-"))
                    .filter(topic -> RawTopic.recordsWith(cluster, topic, names) > 0)
                    .toList();
        }
    }

    /** As topics name the client: by his hardware address, and by the name that is made of what he told. */
    private static List<String> names(ConnectCluster cluster, String prefix, String hardwareAddress) {
        List<String> names = new ArrayList<>(List.of(hardwareAddress));
        AvroTopic.table(cluster, prefix + ".history").values().stream()
                .filter(tenure -> hardwareAddress.equals(String.valueOf(tenure.get("hardwareAddress"))))
                .forEach(tenure -> names.add(tenure.get("client").toString()));
        return names;
    }

    private static JsonNode erase(LookupCallers callers, LeaseStreamsProcess instance, String client) throws Exception {
        URI erasures = instance.health().resolve("/v1/erasures");
        HttpResponse<String> response = callers.erase(erasures, "{\"client\": \"" + client + "\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        URI state = URI.create(
                erasures + "?id=" + MAPPER.readTree(response.body()).path("id").asText());
        return await().atMost(LIMIT)
                .until(
                        () -> MAPPER.readTree(callers.asEraser(state).body()),
                        body -> body.path("done").asBoolean())
                .path("answers")
                .path(0);
    }

    private static void compactAtOnce(ConnectCluster cluster, List<String> topics) throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) cluster.broker().bootstrapServers()))) {
            for (String topic : topics) {
                List<AlterConfigOp> changes = List.of(
                        set("segment.ms", "100"),
                        set("min.cleanable.dirty.ratio", "0"),
                        set("delete.retention.ms", "0"));
                admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                        .all()
                        .get();
            }
        }
    }

    /** Other tests have the same broker, so this has to be deleted afterwards. */
    private static void cleanEvery500Millis(ConnectCluster cluster, OpType change) throws Exception {
        ConfigEntry backOff = new ConfigEntry("log.cleaner.backoff.ms", "500");
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) cluster.broker().bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.BROKER, ""),
                            List.of(new AlterConfigOp(backOff, change))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
    }
}
