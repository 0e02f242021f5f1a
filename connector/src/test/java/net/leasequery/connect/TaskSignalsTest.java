package net.leasequery.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import net.leasequery.codec.v6.option.Duid;
import net.leasequery.connect.offset.SourcePartition;
import net.leasequery.connect.readback.BindingsTopic;
import net.leasequery.connect.table.Fingerprint;
import net.leasequery.connect.table.FingerprintHeader;
import net.leasequery.requestor.BindingAddress;
import net.leasequery.requestor.BindingState;
import net.leasequery.requestor.DhcpFamily;
import net.leasequery.requestor.LeaseType;
import net.leasequery.requestor.LeasequeryRequestor;
import net.leasequery.requestor.ServerTime;
import net.leasequery.simulator.lease.Client;
import net.leasequery.simulator.lease.Family;
import net.leasequery.simulator.lease.Ipv4Client;
import net.leasequery.simulator.lease.Ipv6Client;
import net.leasequery.simulator.server.LeasequeryServer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A task that is asked by signals, with a real simulated server and topics in memory. */
@Timeout(30)
@ParameterizedClass
@EnumSource(Family.class)
class TaskSignalsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Family family;
    private final String net;
    private final SignalTopic signals = new SignalTopic();
    private final BindingsTopic bindings = new BindingsTopic();
    private final Map<String, String> config = new HashMap<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private final LeasequeryServer server;
    private final AtomicLong elapsed = new AtomicLong();
    private LeasequerySourceTask task = new LeasequerySourceTask();

    TaskSignalsTest(Family family) {
        this.family = family;
        boolean ipv4 = family == Family.IPV4;
        net = ipv4 ? "10.0.1." : "2001:db8:0:1::";
        server = LeasequeryServer.builder()
                .family(family)
                .insecure()
                .activeLeasequery()
                .range(ipv4 ? "10.0.1.0/28" : "2001:db8:0:1::/120")
                .range(ipv4 ? "10.0.2.0/28" : "2001:db8:0:2::/120")
                .start();
        config.putAll(Map.of(
                "name",
                "leases",
                "dhcp.family",
                family.name().toLowerCase(Locale.ROOT),
                "dhcp.servers",
                "east=127.0.0.1:" + server.port(),
                "topic.prefix",
                "campus",
                "security.protocol",
                "PLAINTEXT",
                "sweep.bootstrap.servers",
                "broker.example.net:9092",
                "signal.topic",
                SignalTopic.NAME,
                "followed.by.all.tasks",
                "east",
                "heartbeat.interval.ms",
                "100"));
    }

    @BeforeEach
    void bindSome() {
        server.leases().bind(net + 1, client(1), HOUR);
        server.leases().bind(net.replace("1.", "2.").replace(":1:", ":2:") + 1, client(2), HOUR);
    }

    @AfterEach
    void stop() {
        task.stop();
        server.close();
    }

    @Test
    void aSnapshotIsLoadedOnceAndNotAgainAfterARestart() throws InterruptedException {
        startAndCatchUp();
        signals.send("others", "{\"id\":\"0\",\"type\":\"snapshot\"}");
        signals.send("leases", "{\"id\":\"1\",\"type\":\"snapshot\"}");
        SourceRecord answer = pollUntilAnswer("1", "DONE");

        assertThat(answer.sourceOffset().get("gap_start"))
                .as("owed by the offset of the answer")
                .isEqualTo(0L);
        assertThat(answer.sourceOffset().get("signals")).isEqualTo("0:2");
        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
        assertThat(addresses()).as("written whole").contains(net + 1);

        Map<String, Object> offset = lastOffset();
        records.clear();
        resume(offset);
        server.leases().bind(net + 3, client(3), HOUR);
        pollUntil(record -> isOf(record, net + 3));
        assertThat(records).noneMatch(record -> isEvent(record, "SNAPSHOT_STARTED"));
        assertThat(records).noneMatch(record -> isEvent(record, "SIGNAL_DONE"));
    }

    /** As if the worker died after Kafka had stored the answer: what it promised is done. */
    @Test
    void aSnapshotThatWasAnsweredAndNotLoadedIsLoadedAfterARestart() throws InterruptedException {
        startAndCatchUp();
        signals.send("leases", "{\"id\":\"1\",\"type\":\"snapshot\"}");
        Map<String, Object> offset = offset(pollUntilAnswer("1", "DONE"));
        records.clear();
        resume(offset);

        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
        assertThat(records).noneMatch(record -> isEvent(record, "SIGNAL_DONE"));
    }

    /** As if the worker died before Kafka had stored the answer. */
    @Test
    void aSignalThatWasSentWhileTheTaskWasDownIsCarriedOut() throws InterruptedException {
        startAndCatchUp();
        Map<String, Object> offset = lastOffset();
        task.stop();
        signals.send("leases", "{\"id\":\"1\",\"type\":\"snapshot\"}");
        resume(offset);

        pollUntilAnswer("1", "DONE");
        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
    }

    /** The position would make an offset that no start can read. */
    @Test
    void aTopicOfMorePartitionsThanAnOffsetHoldsIsNotReadAndTheServerIsFollowed() throws InterruptedException {
        signals.partitions(129);
        signals.send("leases", "{\"id\":\"1\",\"type\":\"snapshot\"}");
        run(new TaskContext());
        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
        server.leases().bind(net + 2, client(4), HOUR);
        pollUntil(record -> isOf(record, net + 2));
        Map<String, Object> offset = lastOffset();

        assertThat(offset).doesNotContainKey("signals");
        records.clear();
        resume(offset);
        server.leases().bind(net + 3, client(3), HOUR);
        pollUntil(record -> isOf(record, net + 3));
        assertThat(records).noneMatch(record -> isEvent(record, "SIGNAL_DONE"));
    }

    @Test
    void aSnapshotOfASubnetBringsThatSubnet() throws InterruptedException {
        startAndCatchUp();
        records.clear();
        signals.send(
                "leases",
                "{\"id\":\"1\",\"type\":\"snapshot\",\"data\":{\"subnets\":[\""
                        + (family == Family.IPV4 ? "10.0.1.0/24" : "2001:db8:0:1::/64") + "\"]}}");
        Struct answer = (Struct) pollUntilAnswer("1", "DONE").value();

        assertThat(answer.getInt64("count")).isPositive();
        assertThat(records)
                .filteredOn(record -> record.topic().equals("campus.bindings"))
                .filteredOn(record -> String.valueOf(((Struct) record.value()).getString("snapshotId"))
                        .startsWith("signal 1/"))
                .isNotEmpty()
                .allMatch(record -> ((Struct) record.key()).getString("address").startsWith(net));
        assertThat(records).noneMatch(record -> isEvent(record, "SNAPSHOT_STARTED"));
    }

    @Test
    void aWindowIsAskedForAgain() throws InterruptedException {
        startAndCatchUp();
        Instant from = Instant.now().minusSeconds(600);
        signals.send(
                "leases",
                "{\"id\":\"1\",\"type\":\"resync-gap\",\"data\":{\"from\":\"" + from + "\",\"servers\":[\"east\"]}}");
        Map<String, Object> owing = offset(pollUntilAnswer("1", "DONE"));

        if (family == Family.IPV4) {
            assertThat((Long) owing.get("gap_start")).isEqualTo(from.getEpochSecond());
            pollUntil(record -> isEvent(record, "GAP_FILLED"));
        } else {
            assertThat((Long) owing.get("lag"))
                    .as("without queries for Bulk Leasequery")
                    .isBetween(590L, 610L);
            pollUntil(record -> isEvent(record, "CATCH_UP_COMPLETED"));
        }
    }

    @Test
    void aServerThatNobodyFollowsIsRetired() throws InterruptedException {
        bindings.append(0, new SourcePartition("west", DhcpFamily.valueOf(family.name())), row(net + 9));
        startAndCatchUp();
        signals.send("leases", "{\"id\":\"1\",\"type\":\"retire\",\"data\":{\"servers\":[\"west\"]}}");
        Struct answer = (Struct) pollUntilAnswer("1", "DONE").value();

        assertThat(answer.getInt64("count")).isEqualTo(1);
        assertThat(records)
                .filteredOn(record -> "west".equals(record.sourcePartition().get("server")))
                .extracting(SourceRecord::topic)
                .containsExactly("campus.bindings", "campus.events");
    }

    @Test
    void aRetirementWhoseEndsNeverReachKafkaIsRefused() throws InterruptedException {
        bindings.append(0, new SourcePartition("west", DhcpFamily.valueOf(family.name())), row(net + 9));
        startAndCatchUp();
        signals.send("leases", "{\"id\":\"1\",\"type\":\"retire\",\"data\":{\"servers\":[\"west\"]}}");

        for (int attempt = 1; attempt <= Retirement.MOST_ATTEMPTS; attempt++) {
            pollUntilAnEndOfWestIsDropped();
            elapsed.addAndGet(Retirement.PAUSE.toNanos());
        }

        Struct answer = (Struct) pollUntilAnswer("1", "REFUSED").value();
        assertThat(answer.getString("detail")).contains("1 leases of [west] are not ended");
        assertThat(records).noneMatch(record -> isEvent(record, "RETIRED"));
    }

    private void pollUntilAnEndOfWestIsDropped() throws InterruptedException {
        boolean dropped = false;
        while (!dropped) {
            List<SourceRecord> polled = task.poll();
            for (SourceRecord record : polled == null ? List.<SourceRecord>of() : polled) {
                records.add(record);
                if ("west".equals(record.sourcePartition().get("server"))) {
                    task.commitRecord(record, null);
                    dropped = true;
                } else {
                    Acknowledged.store(task, record);
                }
            }
        }
    }

    /** The first read-back fails. The second shows that another server had answered, so the task starts over. */
    @Test
    void aTaskThatStartsOverBecauseOfWhatItReadBackCarriesNoSignalOutAgain() throws InterruptedException {
        startAndCatchUp();
        Map<String, Object> offset = lastOffset();
        records.clear();
        SourcePartition east = new SourcePartition("east", DhcpFamily.valueOf(family.name()));
        String afterChange = FingerprintHeader.write(east, row(net + 9), 1);
        bindings.append(0, "key".getBytes(StandardCharsets.UTF_8), afterChange.getBytes(StandardCharsets.UTF_8));
        bindings.refuse(2);
        resume(offset);
        signals.send("leases", "{\"id\":\"1\",\"type\":\"reboot\"}");
        pollUntilAnswer("1", "REFUSED");

        elapsed.addAndGet(Duration.ofSeconds(10).toNanos());
        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
        signals.send("leases", "{\"id\":\"2\",\"type\":\"reboot\"}");
        pollUntilAnswer("2", "REFUSED");

        assertThat(records).filteredOn(record -> isEvent(record, "SIGNAL_DONE")).hasSize(2);
    }

    @Test
    void whatCannotBeDoneIsRefusedWithTheReasonAndTheTaskGoesOn() throws InterruptedException {
        startAndCatchUp();
        signals.send("leases", "not a signal");
        signals.send("leases", "{\"id\":\"2\",\"type\":\"reboot\"}");
        signals.send("leases", "{\"id\":\"3\",\"type\":\"resync-gap\"}");
        signals.send("leases", "{\"id\":\"4\",\"type\":\"retire\",\"data\":{\"servers\":[\"east\"]}}");
        signals.send("leases", "{\"id\":\"5\",\"type\":\"snapshot\",\"data\":{\"servers\":[\"nobody\"]}}");
        signals.send("leases", "{\"id\":\"6\",\"type\":\"snapshot\",\"data\":{\"subnets\":[\"here\"]}}");
        pollUntilAnswer("6", "REFUSED");

        assertThat(records)
                .filteredOn(record -> isEvent(record, "SIGNAL_DONE"))
                .extracting(record -> ((Struct) record.value()).getString("detail"))
                .satisfiesExactly(
                        detail -> assertThat(detail).contains("not JSON"),
                        detail -> assertThat(detail).contains("not one of snapshot, resync-gap, retire"),
                        detail -> assertThat(detail).contains("no gap is open"),
                        detail -> assertThat(detail).contains("remove a server from there"),
                        detail -> assertThat(detail).contains("dhcp.servers has no [nobody]; it has [east]"),
                        detail -> assertThat(detail).contains("\"here\" is not a subnet"));
        server.leases().bind(net + 3, client(3), HOUR);
        pollUntil(record -> isOf(record, net + 3));
    }

    /** An answer that no converter can write would fail the task at each start, because the signal is read again. */
    @Test
    void textsThatNoConverterCanWriteAreRefusedAndDoNotReachARecord() throws InterruptedException {
        startAndCatchUp();
        String text = "[\"\\ud800\\u0000\\n\\u202e\"]";
        signals.send("leases", "{\"id\":\"1\",\"type\":\"snapshot\",\"data\":{\"servers\":" + text + "}}");
        signals.send("leases", "{\"id\":\"2\",\"type\":\"snapshot\",\"data\":{\"subnets\":" + text + "}}");
        signals.send("leases", "{\"id\":\"3\",\"type\":\"retire\",\"data\":{\"servers\":" + text + "}}");
        signals.send("leases", "{\"id\":\"4\",\"type\":\"reboot\",\"data\":{},\"x\":" + text + "}");
        pollUntilAnswer("4", "REFUSED");

        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), false);
            for (SourceRecord record : records) {
                assertThatCode(() -> {
                            converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
                            converter.fromConnectData("offsets", null, List.of("leases", record.sourcePartition()));
                        })
                        .as(record.toString())
                        .doesNotThrowAnyException();
            }
        }
        assertThat(records)
                .filteredOn(record -> isEvent(record, "SIGNAL_DONE"))
                .extracting(record -> ((Struct) record.value()).getString("reason"))
                .containsExactly("REFUSED", "REFUSED", "REFUSED", "REFUSED");
        assertThat(records).noneMatch(record -> isEvent(record, "RETIRED"));
        assertThat(records)
                .filteredOn(record -> isEvent(record, "SIGNAL_DONE"))
                .extracting(record -> ((Struct) record.value()).getString("detail"))
                .allSatisfy(detail -> assertThat(detail).doesNotContain("\ud800", "\u0000", "\n", "\u202e"));
    }

    @Test
    void aSignalThatAlsoNamesUnknownServersIsCarriedOutForTheOthers() throws InterruptedException {
        startAndCatchUp();
        signals.send("leases", "{\"id\":\"1\",\"type\":\"snapshot\",\"data\":{\"servers\":[\"east\",\"nobody\"]}}");
        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));

        assertThat(records)
                .filteredOn(record -> isEvent(record, "SIGNAL_DONE"))
                .extracting(record -> ((Struct) record.value()).getString("reason"))
                .containsExactly("REFUSED", "DONE");
    }

    @Test
    void signalsFromBeforeTheFirstStartAreNotForThisConnector() throws InterruptedException {
        signals.send("leases", "{\"id\":\"0\",\"type\":\"reboot\"}");
        startAndCatchUp();
        signals.send("leases", "{\"id\":\"1\",\"type\":\"reboot\"}");
        pollUntilAnswer("1", "REFUSED");

        assertThat(records).filteredOn(record -> isEvent(record, "SIGNAL_DONE")).hasSize(1);
    }

    private void startAndCatchUp() throws InterruptedException {
        run(new TaskContext());
        pollUntil(record -> isEvent(record, "SNAPSHOT_COMPLETED"));
        server.leases().bind(net + 2, client(4), HOUR);
        pollUntil(record -> record.sourceOffset().keySet().containsAll(List.of("base_time", "signals"))
                && !record.sourceOffset().containsKey("gap_start"));
        records.subList(0, records.size() - 1).clear();
    }

    private void resume(Map<String, Object> offset) {
        task.stop();
        run(new TaskContext(family.name().toLowerCase(Locale.ROOT), offset));
    }

    private void run(TaskContext context) {
        task = new LeasequerySourceTask(new TaskEnvironment(
                LeasequeryRequestor::create,
                (settings, isolation) ->
                        settings.topic().equals(SignalTopic.NAME) ? signals.open() : bindings.open(isolation),
                Clock.systemUTC(),
                () -> System.nanoTime() + elapsed.get(),
                Duration.ofMillis(50)));
        task.initialize(context);
        task.start(config);
    }

    private SourceRecord pollUntilAnswer(String id, String reason) throws InterruptedException {
        pollUntil(
                record -> isEvent(record, "SIGNAL_DONE") && id.equals(((Struct) record.value()).getString("signalId")));
        SourceRecord answer = records.stream()
                .filter(record -> isEvent(record, "SIGNAL_DONE"))
                .filter(record -> id.equals(((Struct) record.value()).getString("signalId")))
                .findFirst()
                .orElseThrow();
        assertThat(((Struct) answer.value()).getString("reason")).isEqualTo(reason);
        return answer;
    }

    private void pollUntil(Predicate<SourceRecord> last) throws InterruptedException {
        boolean found = false;
        while (!found) {
            for (SourceRecord record : Acknowledged.poll(task)) {
                records.add(record);
                found |= last.test(record);
            }
        }
    }

    private Map<String, Object> lastOffset() {
        return offset(records.get(records.size() - 1));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> offset(SourceRecord record) {
        return (Map<String, Object>) record.sourceOffset();
    }

    private List<String> addresses() {
        return records.stream()
                .filter(record -> record.topic().equals("campus.bindings"))
                .map(record -> ((Struct) record.key()).getString("address"))
                .toList();
    }

    private static boolean isOf(SourceRecord record, String address) {
        return record.topic().equals("campus.bindings")
                && ((Struct) record.key()).getString("address").equals(address);
    }

    private static boolean isEvent(SourceRecord record, String type) {
        return record.topic().equals("campus.events")
                && ((Struct) record.value()).getString("type").equals(type);
    }

    private Fingerprint row(String address) {
        LeaseType type = family == Family.IPV4 ? LeaseType.V4 : LeaseType.NA;
        ServerTime now = new ServerTime(Clock.systemUTC().millis() / 1_000);
        return new Fingerprint(
                new BindingAddress(type, address, null, null),
                BindingState.ACTIVE,
                7,
                now.plusSeconds(3_600),
                now.plusSeconds(-60),
                null,
                true);
    }

    private Client client(int number) {
        return family == Family.IPV4
                ? Ipv4Client.ethernet("02:00:00:00:00:0" + number)
                : Ipv6Client.of(Duid.ofHex("0003000102000000000" + number));
    }
}
