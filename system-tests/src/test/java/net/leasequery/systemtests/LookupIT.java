package net.leasequery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.leasequery.quickstart.cluster.ConnectCluster;
import net.leasequery.quickstart.cluster.Installation;
import net.leasequery.quickstart.cluster.LeaseStreamsProcess;
import net.leasequery.quickstart.cluster.WorkFolder;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of lease-streams over one topic: each answers who had an address, whichever of them has the store; one is
 * killed, and no answer lacks its record.
 */
@ExtendWith(ConnectClusterExtension.class)
class LookupIT {
    /** For machines under load; a quiet one takes seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final int RECORDS = 200;
    private static final int QUESTIONS = 10;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> answered = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void anyInstanceAnswersForAllAndEveryAnswerIsRecordedThoughOneIsKilled(
            ConnectCluster cluster, WorkFolder work, ConnectedServer server) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "0123456789abcdef".repeat(4));
        server.simulator().resume();
        server.churnUntilRead(RECORDS);
        server.awaitAgreement();
        try (LeaseStreamsProcess one =
                        instance(cluster, work, server.name(), "one").asOneOfSeveral(key);
                LeaseStreamsProcess two =
                        instance(cluster, work, server.name(), "two").asOneOfSeveral(key)) {
            one.launch();
            two.launch();
            one.awaitReady();
            two.awaitReady();
            List<GenericRecord> held = AvroTopic.table(cluster, server.name() + ".bindings").values().stream()
                    .filter(binding -> binding.get("state").toString().equals("ACTIVE"))
                    .limit(QUESTIONS)
                    .toList();
            assertThat(held).isNotEmpty();

            // There is one partition, so one of the two has to ask the other for everything.
            for (GenericRecord binding : held) {
                assertThat(holders(one, binding))
                        .contains(binding.get("hardwareAddress").toString())
                        .isEqualTo(holders(two, binding));
            }
            assertThat(who(two, held.get(0)))
                    .contains(held.get(0).get("address").toString());

            one.kill();
            for (GenericRecord binding : held) {
                assertThat(holders(two, binding))
                        .contains(binding.get("hardwareAddress").toString());
            }
            assertThat(AvroTopic.values(cluster, server.name() + ".lookups"))
                    .extracting(lookup -> lookup.get("lookupId").toString())
                    .containsAll(answered);
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
                        "1000"));
    }

    /** Hardware addresses of those who may have held the address at the binding's last transaction; waits out 503. */
    private List<String> holders(LeaseStreamsProcess instance, GenericRecord binding) throws InterruptedException {
        Instant at = Instant.ofEpochMilli((Long) binding.get("lastTransactionTime"));
        URI question = instance.health().resolve("/v1/leases?address=" + binding.get("address") + "&at=" + at);
        JsonNode answer = await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ask(question), body -> body.has("leases"));
        List<String> holders = new ArrayList<>();
        answer.path("leases")
                .forEach(lease -> lease.path("holders")
                        .forEach(holder -> holders.add(
                                holder.path("client").path("hardwareAddress").asText())));
        return holders;
    }

    private JsonNode ask(URI question) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(question).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isIn(200, 503);
        response.headers().firstValue("Lookup-Id").ifPresent(answered::add);
        return MAPPER.readTree(response.body());
    }

    private String who(LeaseStreamsProcess instance, GenericRecord binding) throws IOException, InterruptedException {
        Path home = Installation.fromSystemProperty().home();
        Path output = folder.resolve("who.out");
        Process process = new ProcessBuilder(
                        home.resolve("bin/who").toString(),
                        binding.get("address").toString(),
                        "--at",
                        Instant.ofEpochMilli((Long) binding.get("lastTransactionTime"))
                                .toString(),
                        "--url",
                        "http://" + instance.health().getAuthority())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
