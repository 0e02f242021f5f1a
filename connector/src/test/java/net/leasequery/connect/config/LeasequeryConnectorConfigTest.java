package net.leasequery.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.leasequery.codec.Octets;
import net.leasequery.codec.VirtualSubnet;
import net.leasequery.connect.record.OptionsFormat;
import net.leasequery.connect.record.RecordSettings;
import net.leasequery.connect.record.Topics;
import net.leasequery.requestor.BackOff;
import net.leasequery.requestor.BulkQuery;
import net.leasequery.requestor.DhcpServer;
import net.leasequery.requestor.HardwareAddress;
import net.leasequery.requestor.MalformedMessagePolicy;
import net.leasequery.requestor.QueryMode;
import net.leasequery.requestor.RequestorSettings;
import net.leasequery.requestor.ResumeAssumption;
import net.leasequery.requestor.SnapshotMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeasequeryConnectorConfigTest {

    @Test
    void readsServersInEveryNotation() {
        LeasequeryConnectorConfig config = config(
                "dhcp.servers",
                "a=dhcp1.example.net, b=192.0.2.1:6700 ,c=[2001:db8::1],d=[::1]:6700",
                "tasks.max",
                "4");

        assertThat(config.servers())
                .containsExactly(
                        new DhcpServer("a", "dhcp1.example.net", 67),
                        new DhcpServer("b", "192.0.2.1", 6700),
                        new DhcpServer("c", "2001:db8::1", 67),
                        new DhcpServer("d", "::1", 6700));
    }

    @Test
    void theDefaultsAreThoseOfTheRfcs() {
        LeasequeryConnectorConfig config = config();

        RequestorSettings settings = config.requestorSettings(config.servers().get(0));

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(RequestorSettings.builder(new DhcpServer("east", "localhost", 67))
                        .clearText()
                        .requestedOptions(List.of(12, 60, 77, 81, 124, 125))
                        .connectTimeout(Duration.ofSeconds(30))
                        .receiveTimeout(Duration.ofSeconds(120))
                        .dataTimeout(Duration.ofSeconds(300))
                        .reconnectBackOff(new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60)))
                        .resumeOverlap(Duration.ofSeconds(5))
                        .resumeAssumes(ResumeAssumption.ORDER)
                        .maxQueueSize(16_384)
                        .maxBatchSize(2_048)
                        .maxQueueOctets(16_777_216)
                        .maxTableOctets(Runtime.getRuntime().maxMemory() / 2)
                        .malformedMessages(MalformedMessagePolicy.FAIL)
                        .snapshotMode(SnapshotMode.INITIAL)
                        .bulkQueries(List.of(new BulkQuery.All()))
                        .queryMode(QueryMode.ACTIVE)
                        .bulkPollInterval(Duration.ofMinutes(1))
                        .settingNames(RequestorSettingNames.KEYS)
                        .build());
    }

    @Test
    void everySettingReachesTheRequestor() {
        LeasequeryConnectorConfig config = config(
                "requested.options", "82,12,82",
                "connect.timeout.ms", "101",
                "active.receive.timeout.ms", "102",
                "bulk.data.timeout.ms", "103",
                "reconnect.backoff.ms", "104",
                "reconnect.backoff.max.ms", "105",
                "resume.overlap.ms", "6",
                "resume.assumes", "Nothing",
                "max.queue.size", "8",
                "max.batch.size", "7",
                "max.queue.bytes", "1000001",
                "sweep.table.max.bytes", "2000002",
                "malformed.message.policy", "Quarantine",
                "snapshot.mode", "When_Needed",
                "query.mode", "Bulk",
                "bulk.poll.interval.ms", "109",
                "vpn.id", "blue",
                "bulk.query.types", "relay-id:0A0b, hw-address:1/aa:bb:cc:dd:ee:ff");

        RequestorSettings settings = config.requestorSettings(config.servers().get(0));

        assertThat(settings)
                .usingRecursiveComparison()
                .isEqualTo(RequestorSettings.builder(new DhcpServer("east", "localhost", 67))
                        .clearText()
                        .requestedOptions(List.of(82, 12))
                        .connectTimeout(Duration.ofMillis(101))
                        .receiveTimeout(Duration.ofMillis(102))
                        .dataTimeout(Duration.ofMillis(103))
                        .reconnectBackOff(new BackOff(Duration.ofMillis(104), Duration.ofMillis(105)))
                        .resumeOverlap(Duration.ofMillis(6))
                        .resumeAssumes(ResumeAssumption.NOTHING)
                        .maxQueueSize(8)
                        .maxBatchSize(7)
                        .maxQueueOctets(1_000_001)
                        .maxTableOctets(2_000_002)
                        .malformedMessages(MalformedMessagePolicy.QUARANTINE)
                        .snapshotMode(SnapshotMode.WHEN_NEEDED)
                        .bulkQueries(List.of(
                                new BulkQuery.ByRelayId(Octets.ofHex("0a0b")),
                                new BulkQuery.ByHardwareAddress(new HardwareAddress(1, Octets.ofHex("aabbccddeeff")))))
                        .queryMode(QueryMode.BULK)
                        .bulkPollInterval(Duration.ofMillis(109))
                        .vpn(VirtualSubnet.named("blue"))
                        .settingNames(RequestorSettingNames.KEYS)
                        .build());
    }

    @Test
    void readsEveryKindOfBulkQueryInTheOrderGivenAndEachOnce() {
        LeasequeryConnectorConfig config = config(
                "bulk.query.types", "client-id:01aa,remote-id:0102,RELAY-ID:03,hw-address:6/0a,all,client-id:01AA");

        assertThat(config.requestorSettings(config.servers().get(0)).bulkQueries())
                .extracting(BulkQuery::toString)
                .containsExactly("client-id:01aa", "remote-id:0102", "relay-id:03", "hw-address:6/0a", "all");
    }

    @Test
    void readsWhatShapesTheRecords() {
        LeasequeryConnectorConfig config =
                config("tombstones.on.unassigned", "true", "heartbeat.interval.ms", "0", "name", "leases");

        Topics topics = new Topics("campus.bindings", "campus.events", "campus.heartbeat", "campus.quarantine");
        assertThat(config.recordSettings()).isEqualTo(new RecordSettings(topics, OptionsFormat.MAP, true, true));
        assertThat(config.heartbeatInterval()).isZero();
        assertThat(config.connectorName()).isEqualTo("leases");
    }

    @Test
    void withoutSweepsRecordsCarryNoFingerprint() {
        LeasequeryConnectorConfig config = config("sweep.mode", "Off");

        assertThat(config.sweeps()).isFalse();
        assertThat(config.recordSettings().fingerprints()).isFalse();
    }

    @Test
    void theTopicIsReadBackOnlyIfSomebodyHasSaidFromWhere() {
        LeasequeryConnectorConfig silent = config();
        LeasequeryConnectorConfig reported = config("sweep.bootstrap.servers", "kafka1:9092,kafka2:9092");

        assertThat(silent.readBack(silent.servers().get(0))).isNull();
        assertThat(reported.readBack(reported.servers().get(0))).isNotNull();
    }

    @Test
    void aTaskSeesTheWholeConfigurationWithItsOwnServerAlone() {
        LeasequeryConnectorConfig config =
                config("dhcp.servers", "a=192.0.2.1,b=[2001:db8::1]:6700", "tasks.max", "2", "max.batch.size", "7");

        LeasequeryConnectorConfig task =
                new LeasequeryConnectorConfig(config.forTask(config.servers().get(1)));

        assertThat(task.servers()).containsExactly(new DhcpServer("b", "2001:db8::1", 6700));
        assertThat(task.requestorSettings(task.servers().get(0)).maxBatchSize()).isEqualTo(7);
    }

    @Test
    @Tag("R7724-5.3-1")
    void aTimerBelowTheRfcsDefaultIsAcceptedWithAWarning() {
        LeasequeryConnectorConfig config = config("active.receive.timeout.ms", "119999");

        assertThat(config.warnings()).last().asString().contains("active.receive.timeout.ms=119999", "120000");
    }

    @Test
    @Tag("R7724-5.3-1")
    void theDefaultTimersRaiseNoWarning() {
        assertThat(config().warnings())
                .singleElement()
                .asString()
                .contains("security.protocol=PLAINTEXT", "clear text");
    }

    private static LeasequeryConnectorConfig config(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(
                Map.of("dhcp.servers", "east=localhost", "topic.prefix", "campus", "security.protocol", "plaintext"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new LeasequeryConnectorConfig(given);
    }
}
